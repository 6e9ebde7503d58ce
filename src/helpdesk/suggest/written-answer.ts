import { type Content, listAreas, type Texts } from '../../content/content.ts';
import { formatMessage, type MessageValues } from '../../content/format-message.ts';
import type { Question } from '../../content/schema/question-texts.ts';
import { positionOf } from '../../guide/path.ts';
import { html, withStrong } from '../../http/html.ts';
import type { PreparedAnswer } from '../suggestion.ts';

/** A link with its text. */
interface Named {
  name: string;
  address: string;
}

/**
 * Returns a question's answer as a mail: a greeting, the answer, its links, the links to its step and to the guide as a page, the
 * closing words. Sentences that are only for the chat are left out: the reader has written to the helpdesk already.
 */
export function writtenAnswer(
  content: Content,
  texts: Texts,
  question: Question,
  { chat, guide }: { chat: string; guide: string },
): PreparedAnswer['answer'] {
  const { step } = question;
  const { greeting, named, closing, toStep, toStart } = texts.mail.suggested;
  const say = (text: string, values?: MessageValues): string =>
    formatMessage(
      text,
      {
        network: texts.network.shortName,
        networkName: texts.network.name,
        ...texts.messages.unchosen,
        ...values,
      },
      texts.language,
    );
  const { lines: written, links } = withEachCase(texts, question);
  const lines = written.map((line) => say(line, { areas: listAreas(texts) }));
  const addresses: Named[] = links.map((id) => ({
    name: say(texts.guide.links[id] ?? id),
    address: content.guide.links[id] ?? '',
  }));
  const way: Named = {
    name: step === undefined ? say(toStart) : say(toStep, { step: say(titleOf(texts, step)) }),
    address: chat,
  };
  const paper: Named = { name: say(texts.messages.buttons.printGuide), address: guide };
  const asText = ({ name, address }: Named): string => say(named, { name, address });
  const body = [...lines.map(withoutMarks), ...addresses.map(asText)];
  const end = closing.map((line) => say(line));
  return {
    text: [say(greeting), ...body, `${asText(way)}\n${asText(paper)}`, end.join('\n')].join('\n\n'),
    html: [
      html`<p>${say(greeting)}</p>`,
      ...lines.map((line) => html`<p>${withStrong(line)}</p>`),
      ...[...addresses, way, paper].map(({ name, address }) => html`<p><a href="${address}">${name}</a></p>`),
      html`<p>${end.map((line, at) => html`${at === 0 ? '' : html`<br>`}${line}`)}</p>`,
    ]
      .map(({ text }) => text)
      .join('\n'),
    body: body.join('\n'),
  };
}

/** Returns an answer's lines and links; where the chat would ask back, those of each case, since a mail cannot ask. */
function withEachCase(
  { questions }: Texts,
  { answer = [], ask, links }: Question,
): Pick<Question, 'links'> & { lines: string[] } {
  const cases = (ask?.choices ?? []).map(({ title, question }) => {
    const [first = '', ...more] = questions[question]?.answer ?? [];
    return { lines: [`**${title}:** ${first}`, ...more], links: questions[question]?.links ?? [] };
  });
  return {
    lines: [...answer, ...(ask ? [ask.question] : []), ...cases.flatMap(({ lines }) => lines)],
    links: [...new Set([...links, ...cases.flatMap((each) => each.links)])],
  };
}

function titleOf(texts: Texts, key: string): string {
  const { phase, step } = positionOf(key);
  return texts.steps[phase]?.steps[step]?.title ?? key;
}

function withoutMarks(line: string): string {
  return line.replaceAll('**', '');
}
