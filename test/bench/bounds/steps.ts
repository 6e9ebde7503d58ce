import { splitText } from '../../../cards/split-text.ts';
import { readActivity as readFromTeams } from '../../../src/channels/teams/parse-activity.ts';
import { readActivity as readFromWebChat } from '../../../src/channels/webchat/parse-activity.ts';
import { type Content, textsOf } from '../../../src/content/content.ts';
import { normalizeExample } from '../../../src/content/edit/normalize-example.ts';
import { MAX_TEXT_LENGTH } from '../../../src/conversation/input-limits.ts';
import { suggestFor } from '../../../src/helpdesk/suggest/suggest.ts';
import { answerReader } from '../../../src/mail-reading/read-answer.ts';
import { sensitiveFinder } from '../../../src/redaction/find-sensitive.ts';
import { toHtml } from '../../../src/tickets/systems/message-body.ts';
import { updatesOf } from '../../../src/tickets/systems/zammad/updates.ts';
import { vocabularyOf } from '../../../src/understanding/classifier/features.ts';
import { commandFinder } from '../../../src/understanding/commands.ts';
import { beginningOf } from '../../../src/understanding/group-alike.ts';
import { matchName } from '../../../src/understanding/match-name.ts';
import type { Understand } from '../../../src/understanding/understand.ts';

/** Something that is done with a text from outside in one go, while everybody else waits. */
export interface Step {
  name: string;
  /** The longest text that it is given, in characters. */
  limit: number;
  run: (text: string) => unknown;
  /** Its own worst texts, where those that are bad for all are none. */
  cases?: [string, string][];
}

/** The longest body of a request. */
const BODY_BYTES = 256 * 1024;
const MAIL_LENGTH = 20_000;
const NAME_LENGTH = 200;
const KEPT_LENGTH = 2000;

/** Returns every step that takes a text from outside. */
export function stepsWith(content: Content, understand: Understand): Step[] {
  const texts = textsOf(content, 'en');
  const reading = { helpdesk: 'desk', readAnswer: answerReader(content.mailReading) };
  const suggest = suggestFor(content, understand, { base: 'https://assistant.example.org' });
  const findCommand = commandFinder(texts.commands);
  const centres = content.centres.countries
    .flatMap((country) => country.centres)
    .map(({ id, name, city, aliases }) => ({ id, names: [name, ...aliases, city] }));
  return [
    { name: 'guard', limit: MAX_TEXT_LENGTH, run: sensitiveFinder(content) },
    { name: 'understanding', limit: MAX_TEXT_LENGTH, run: (text) => understand(text, 'en') },
    { name: 'command', limit: MAX_TEXT_LENGTH, run: findCommand },
    { name: 'name of a centre', limit: NAME_LENGTH, run: (text) => matchName(text, centres) },
    { name: 'text in Teams', limit: BODY_BYTES / 2, run: (text) => readFromTeams(fromTeams({ text })) },
    {
      name: 'text in Teams, as long as it is converted',
      limit: 4 * MAX_TEXT_LENGTH,
      run: (text) => readFromTeams(fromTeams({ text })),
    },
    {
      name: 'markup in Teams',
      limit: 4 * MAX_TEXT_LENGTH,
      run: (content) =>
        readFromTeams(fromTeams({ text: '', attachments: [{ contentType: 'text/html', content }] })),
    },
    { name: 'suggestion for a mail', limit: MAIL_LENGTH, run: (text) => suggest({ text }) },
    { name: 'suggestion for a mail in HTML', limit: BODY_BYTES / 2, run: (html) => suggest({ html }) },
    { name: 'subject of a mail', limit: 1000, run: (subject) => suggest({ text: 'Hello', subject }) },
    { name: 'answer of an agent in cards', limit: MAIL_LENGTH, run: splitText },
    {
      name: 'message in a mail',
      limit: MAX_TEXT_LENGTH,
      run: (text) =>
        toHtml({ opening: [], sections: [{ heading: '', lines: [{ text }] }], closing: [] }, '', 'en'),
    },
    {
      name: 'reply in Zammad',
      limit: BODY_BYTES,
      run: (body) => updatesOf(OPEN, [replyWith(body)], NOTHING_KNOWN, reading),
    },
    {
      name: 'example of an editor',
      limit: BODY_BYTES / 2,
      run: (text) => normalizeExample(text, content, texts),
    },
    {
      name: 'questions that were not known, before they are compared',
      limit: KEPT_LENGTH,
      run: (text) =>
        vocabularyOf(
          Array.from({ length: 200 }, () => beginningOf({ text })),
          (word) => word,
        ),
    },
    {
      name: 'body of an activity',
      limit: BODY_BYTES,
      cases: bodiesOf(BODY_BYTES),
      run: (body) => refused(() => readFromWebChat(JSON.parse(body), CLAIMS)),
    },
  ];
}

const CLAIMS = { conversation: 'c', user: 'dl_u' };
const OPEN = { id: 1, title: '', state: 'open', owner_id: 3 };
const NOTHING_KNOWN = { number: 'BCD-FGH', email: undefined, seen: [] };

function replyWith(body: string) {
  return {
    id: 1,
    type: 'note',
    sender: 'Agent',
    internal: false,
    content_type: 'text/html',
    from: 'Jo',
    body,
  };
}

function fromTeams(fields: object): object {
  return {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.example.org/',
    from: { id: '29:person' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:chat' },
    ...fields,
  };
}

/** Bodies that are deep or wide, with what a client may set. */
function bodiesOf(length: number): [string, string][] {
  const message = (fields: string) => `{"type":"message",${fields}}`;
  const depth = length / 4;
  const keys = Array.from({ length: length / 12 }, (_, n) => `"${n}":0`).join();
  return [
    ['a deep list', message(`"value":${'['.repeat(depth)}${']'.repeat(depth)}`)],
    ['a deep object', message(`"value":${'{"a":'.repeat(depth / 2)}0${'}'.repeat(depth / 2)}`)],
    ['many fields', message(`"value":{${keys}}`)],
    ['a long list', message(`"value":{"list":[${'0,'.repeat(depth)}0]}`)],
    ['many unknown fields', message(keys)],
    ['many attachments', message(`"attachments":[${'{},'.repeat(depth)}{}]`)],
    ['a long text', message(`"text":"${'\\u0000'.repeat(length / 7)}"`)],
    ['a long id', message(`"id":"${'a'.repeat(length / 2)}"`)],
    ['a long locale', message(`"locale":"${'a-'.repeat(length / 4)}"`)],
    ['a long name', message(`"name":"${'a'.repeat(length / 2)}"`)],
  ];
}

function refused(run: () => unknown): void {
  try {
    run();
  } catch {
    // What is refused has been read, too.
  }
}
