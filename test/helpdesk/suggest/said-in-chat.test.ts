import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, listAreas, textsOf } from '../../../src/content/content.ts';
import { formatMessage } from '../../../src/content/format-message.ts';
import { allAnswersOf } from '../../../src/helpdesk/suggest/suggest.ts';
import { Clinician, pack } from '../../support/clinician.ts';

const answersIn = allAnswersOf(pack, { base: 'https://assistant.example' });
const ready = [...pack.languages.keys()].flatMap((language) =>
  answersIn(language).map(({ intent, answer }) => ({
    language,
    intent,
    text: answer.text,
    html: answer.html,
  })),
);
const { questions, messages, network } = textsOf(pack, DEFAULT_LANGUAGE);

type Rule = [wrong: string, words: RegExp];
const TO_HELPDESK: Rule = ['sends the reader to the helpdesk, which wrote it', /\bhelpdesk/i];
const speaks = (words: RegExp): Rule[] => [['speaks as the assistant', words]];
/** Phrases that are wrong in a mail that the helpdesk signs and that may be all its reader has seen of the assistant, by language. */
const ONLY_IN_CHAT: Record<string, Rule[]> = {
  en: [
    ...speaks(/\b(I|me|my|this assistant|this chat)\b/i),
    ['names the guide', /\b(this|the) guide\b/i],
    ['means the place where the chat is', /\b(here|this step|form below)\b/i],
    ['wants a word of the assistant typed', /\btype (“|")/i],
    ['wants a button of the chat pressed', /\bpress (?!…)/i],
  ],
  de: speaks(/\b(ich|mir|mich|dieser Schritt|diesem Schritt)\b/i),
  es: speaks(/\b(yo|me dice|dígame|este paso|este chat)\b/i),
  fr: speaks(/\b(je|dites-moi|cette étape|ce chat)\b/i),
  it: speaks(/\b(io|mi dica|questo passo|questa chat)\b/i),
  nl: speaks(/\b(ik|mij|deze stap|deze chat)\b/i),
  pl: speaks(/\b(mnie|mną|ten krok|tym kroku|ten czat)\b/i),
};

function wrongIn(own: string, language: string): string[] {
  const rules = [TO_HELPDESK, ...(ONLY_IN_CHAT[language] ?? [])];
  return rules.filter(([, words]) => words.test(own)).map(([wrong]) => wrong);
}

const chatButtons: unknown[] = Object.values(messages.buttons);
/** Desks to which the helpdesk may have to send somebody on. */
const OTHER_DESK = /\bCPMS[ -]Helpdesk\b|\bhelpdesku? CPMS\b/gi;

/** Returns the paragraphs of a mail between its greeting and the link to the assistant, without the names that CPMS and EU Login use. */
function ownWords({ text: mail, html }: { text: string; html: string }): string {
  const names = Array.from(html.matchAll(/<strong>(.+?)<\/strong>/g), ([, name = '']) => name);
  const said = mail.split('\n\n').slice(1, -2).join('\n').replace(OTHER_DESK, '…');
  return names
    .filter((name) => /\p{L}/u.test(name) && !chatButtons.includes(name))
    .reduce((text, name) => text.replaceAll(name, '…'), said);
}

describe('An answer that is ready to be sent', () => {
  test.each(ready)('holds no sentence that is for the chat alone: $intent ($language)', (mail) => {
    const own = ownWords(mail);
    expect(own).not.toBe('');
    expect(wrongIn(own, mail.language)).toEqual([]);
  });

  test('fails this test if it does', () => {
    const wrong = (line: string): number => {
      const own = ownWords({
        text: `Hello\n\n${line.replaceAll('**', '')}\n\nway\n\nbye`,
        html: line.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>'),
      });
      return wrongIn(own, DEFAULT_LANGUAGE).length;
    };
    for (const line of [
      'If it stays locked, ask the helpdesk.',
      `The ${network.shortName} helpdesk can tell.`,
      'I never ask for passwords.',
      'Newer than the guide: it is longer.',
      'Please do not type the code here.',
      'The small form at this step writes it.',
      `Then press **${messages.buttons.stuck}**.`,
    ])
      expect(wrong(line), line).toBeGreaterThan(0);
    for (const line of [
      'If CPMS does not let you in, ask the CPMS Helpdesk.',
      'Press **initialize** in **My account**.',
    ])
      expect(wrong(line), line).toBe(0);
  });
});

describe('The chat', () => {
  const inChat = Object.entries(questions).filter(([, question]) => question.inChat.length > 0);
  const shown = new Map<string, string>();

  beforeAll(async () => {
    const person = new Clinician();
    await person.join();
    for (const [id] of inChat) {
      const card = person.last.buttons[0]?.data.card;
      const seen = await person.submit({ action: 'choose', what: 'question', value: id, card });
      shown.set(id, seen.text);
    }
  });

  test('adds sentences to many answers', () => expect(inChat.length).toBeGreaterThan(20));

  test.each(inChat)(
    'adds after the answer what the mail leaves out: %s',
    (id, { answer = [], inChat: more }) => {
      const said = (line: string) =>
        formatMessage(
          line,
          { network: network.shortName, areas: listAreas(textsOf(pack, DEFAULT_LANGUAGE)), lasts: 'browser' },
          DEFAULT_LANGUAGE,
        ).replaceAll('**', '');
      expect(shown.get(id)).toContain([...answer, ...more].map(said).join('\n'));
      const mail = ready.find(({ intent, language }) => intent === id && language === DEFAULT_LANGUAGE)?.text;
      for (const line of more) expect(mail).not.toContain(said(line));
    },
  );
});
