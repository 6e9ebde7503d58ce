import { describe, expect, test } from 'vitest';
import type { Content } from '../../../src/content/content.ts';
import { allAnswersOf, suggestFor } from '../../../src/helpdesk/suggest/suggest.ts';
import type { Match } from '../../../src/understanding/matcher.ts';
import { pack } from '../../support/clinician.ts';

const BOT = '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d';
const doors = { base: 'https://assistant.example', botId: BOT };

/** Suggests with a fake understanding that is given the meaning of each part of a mail. */
function suggestBy(meanings: Record<string, [Match['outcome'], string, number]>) {
  return suggestFor(
    pack,
    (text) => {
      const [outcome, intent, confidence] = meanings[text] ?? ['none', 'overview', 0.1];
      return { outcome, candidates: [{ intent, confidence }], outOfScope: undefined };
    },
    doors,
  );
}

const intentsOf = (suggestions: { intent: string }[]) => suggestions.map(({ intent }) => intent);

describe('A suggestion', () => {
  const [app] = suggestBy({ 'where app': ['answer', 'app-install', 0.91239] })({
    text: 'where app',
  }).suggestions;

  test('names the question, its confidence, and the step in the web chat and in Teams', () => {
    expect(app).toMatchObject({
      intent: 'app-install',
      question: 'Where do I get the app?',
      confidence: 0.912,
      link: 'https://assistant.example/?lang=en&start=two-factor/app-install',
      teamsLink: `https://teams.microsoft.com/l/chat/0/0?users=28:${BOT}&message=step%20two-factor%2Fapp-install`,
    });
  });

  test('is a mail: greeting, answer, link to its step, link to the whole guide, closing words', () => {
    expect(app?.answer.text).toMatch(
      /^Hello,\n\nInstall EU Login Mobile[\s\S]*ECAS Mobile app\.[\s\S]*\(.+\): https:\/\/assistant\.example\/\?lang=en&start=two-factor\/app-install\n[^\n]+: https:\/\/assistant\.example\/guide\?lang=en\n\nKind regards\n\S+ helpdesk/,
    );
    expect(app?.answer.text).not.toContain('**');
    expect(app?.answer.html).toMatch(/^<p>Hello,<\/p>\n<p>Install <strong>EU Login Mobile<\/strong> from/);
    expect(app?.answer.html).toContain('ECAS Mobile app');
    expect(app?.answer.html).toContain(
      '<a href="https://assistant.example/?lang=en&amp;start=two-factor/app-install">',
    );
  });

  test('holds the answer alone as well, for a chat', () => {
    expect(app?.answer.body).toMatch(/^Install EU Login Mobile/);
    expect(app?.answer.body).not.toMatch(/Hello|Kind regards|https:/);
  });
});

describe('The writer of a mail', () => {
  test.each(['Jo Rossi', 'Dr. med. Jo Rossi', 'Prof. em. Jo Rossi'])(
    'asks nothing with the name %s',
    (name) => {
      const suggest = suggestBy({
        'where app': ['answer', 'app-install', 0.9],
        [name]: ['answer', 'account-details-change', 0.99],
      });
      expect(intentsOf(suggest({ text: `where app\n\n${name}` }).suggestions)).toEqual(['app-install']);
    },
  );
});

describe('The mail of an answer that the chat asks back for', () => {
  const { questions = {} } = pack.languages.get('en') ?? {};
  const [asking] = Object.entries(questions).filter(([, { ask }]) => ask !== undefined);
  const mail = allAnswersOf(pack, doors)('en').find(({ intent }) => intent === asking?.[0])?.answer;

  test('holds the question and both cases, each with its whole answer', () => {
    expect(mail?.text).toContain(asking?.[1].ask?.question);
    for (const { title, question } of asking?.[1].ask?.choices ?? []) {
      const [first = '', ...more] = (questions[question]?.answer ?? []).map((line) =>
        line.replaceAll('**', ''),
      );
      expect(mail?.text).toContain(`${title}: ${first}`);
      for (const line of more) expect(mail?.text).toContain(line);
    }
  });

  test('has each link once', () => {
    const links = Array.from(mail?.html.matchAll(/href="([^"]+)"/g) ?? [], ([, link]) => link);
    expect(new Set(links).size).toBe(links.length);
  });
});

describe('The suggestions', () => {
  const mail = 'one\n\ntwo\n- three\n- four';

  test('are what is sure of the whole mail and very sure of its parts, the surest first', () => {
    const suggest = suggestBy({
      [mail]: ['answer', 'app-install', 0.85],
      one: ['answer', 'new-phone', 0.89],
      two: ['answer', 'pin-forgotten', 0.97],
      '- three': ['answer', 'app-install', 0.95],
    });
    const found = suggest({ text: mail }).suggestions.map(({ intent, confidence }) => [intent, confidence]);
    expect(found).toEqual([
      ['pin-forgotten', 0.97],
      ['app-install', 0.95],
    ]);
  });

  test('leave open a question that the paragraph around it does not mean', () => {
    const told = 'My phone is gone and I have a new one. How do I go on?';
    const suggest = suggestBy({
      [told]: ['answer', 'new-phone', 0.95],
      'How do I go on?': ['answer', 'access-request-how', 0.99],
    });
    const { suggestions, open } = suggest({ text: told });
    expect(intentsOf(suggestions)).toEqual(['new-phone']);
    expect(open).toEqual(['How do I go on?']);
  });

  test('are in a sentence only where the whole mail may mean it: much is told on the way', () => {
    const told = 'My password has 14 characters. And now you want my phone as well.';
    const suggestWith = (...meaning: [Match['outcome'], string, number]) =>
      suggestBy({
        [told]: ['suggest', 'twofa-why', 0.6],
        'And now you want my phone as well.': meaning,
      })({ text: told });
    expect(intentsOf(suggestWith('answer', 'twofa-why', 0.95).suggestions)).toEqual(['twofa-why']);
    expect(suggestWith('answer', 'spare-factor', 0.95)).toMatchObject({
      suggestions: [],
      reason: 'not-sure',
    });
  });

  test('are never a guess and never a command', () => {
    expect(suggestBy({ [mail]: ['suggest', 'app-install', 0.69] })({ text: mail }).suggestions).toEqual([]);
    expect(suggestBy({ [mail]: ['none', 'app-install', 0.9] })({ text: mail }).suggestions).toEqual([]);
    expect(suggestBy({ [mail]: ['answer', 'restart', 0.99] })({ text: mail }).suggestions).toEqual([]);
    expect(suggestBy({ [mail]: ['answer', 'greet', 0.99] })({ text: mail }).suggestions).toEqual([]);
  });
});

describe('The list of all answers', () => {
  const answers = allAnswersOf(pack, { base: 'https://assistant.example' })('en');

  test('holds one for every question that has an answer', () => {
    const questions = Object.entries(pack.languages.get('en')?.questions ?? {});
    expect(intentsOf(answers)).toEqual(questions.filter(([, { answer }]) => answer).map(([id]) => id));
    expect(answers.length).toBeGreaterThan(40);
  });

  test('has all placeholders filled, all links named, and no link to Teams where the assistant is not there', () => {
    for (const { answer, link, teamsLink } of answers) {
      expect(answer.text + answer.html + answer.body).not.toMatch(/[{}]|undefined|\*\*|\[object/);
      expect(link).toMatch(/^https:\/\/assistant\.example\/\?lang=[a-z]{2}(&start=[a-z0-9-]+\/[a-z0-9-]+)?$/);
      expect(teamsLink).toBeUndefined();
    }
    const login = answers.find(({ intent }) => intent === 'cpms-login-link');
    expect(login?.answer.text).toContain(': https://cpms2.ern-net.eu/');
    expect(login?.answer.html).toMatch(/<a href="https:\/\/cpms2\.ern-net\.eu\/">[^<]+<\/a>/);
  });

  test('shows markup in a text of the pack as text', () => {
    const hostile = structuredClone({ ...pack, languages: undefined });
    const texts = structuredClone(pack.languages.get('en'));
    if (!texts) throw new Error('no English');
    const question = texts.questions['app-install'];
    if (question) question.answer = ['<script>alert(1)</script> & **<b>**'];
    const content: Content = { ...hostile, languages: new Map([['en', texts]]) };
    const app = allAnswersOf(content, doors)('en').find(({ intent }) => intent === 'app-install');
    expect(app?.answer.html).toContain(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; <strong>&lt;b&gt;</strong></p>',
    );
  });
});
