import { type Clinician, type Connect, pack, type Seen } from '../support/clinician.ts';
import { anHourLater } from '../support/clock.ts';
import { Helpdesk } from '../support/helpdesk.ts';

/** Returns the desks that take tickets, by the first line of a conversation. */
function desksIn(text: string): string[] {
  const own = pack.network.helpdesk;
  if (text.startsWith('# With a helpdesk and mail')) return [own, 'eu-login-support'];
  return text.startsWith('# With a helpdesk') ? [own] : [];
}

/**
 * Plays a written conversation with the assistant. Lines that begin with "You" are done, the others must be true of the
 * newest message:
 *
 *     # a comment
 *     You join.                                 opens the chat, or another window, or loads the page again
 *     You come back after an hour.
 *     You press: Done – next
 *     You press before: 👍 This helped          a button of the message before the newest one
 *     You say: radbout nijmegen
 *     You type into "phone": +31612345678 and press: Check my number
 *     The assistant is restarted.
 *     Assistant: Part 2 of 4: … · step 2 of     somewhere in one line of the message; … stands for anything
 *     Never: some text                          in no line of the message
 *     Before: some text                         somewhere in the message before the newest one
 *     Buttons: Done – next | Back | …           all of them in order; … stands for any number of them
 *     Before buttons: Done – next | …           the same for the message before the newest one
 *     Links: Open EU Login                      the same for the buttons that open a page
 *     At: two-factor/choose-method, 5 of 17 done
 *     At: nowhere                               the message belongs to no step
 *     Nothing comes back.
 *     The helpdesk takes the ticket.            gives it back, closes it, opens it again
 *     The helpdesk writes: Hello                what that brings into the chat is then the newest message
 *     The helpdesk reads: I am still here       the last thing that the person wrote to it
 *     The log of the ticket: The person close   what was done with it last, and by whom
 *     Nobody takes the ticket.                  for so long that the person is told
 *     A week passes.                            since the ticket was passed on to a desk that answers by email
 *
 * A conversation that begins with "# With a helpdesk" has one that takes tickets; "# With a helpdesk and mail" can also write to EU Login's support.
 *
 * @throws Error for the first line that is not true, with the file, the line, and the newest message.
 */
export async function playConversation(file: string, text: string, connect?: Connect): Promise<void> {
  const playback = new Playback(new Helpdesk({ connect, takes: desksIn(text) }));
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const problem = await problemWith(playback, line.trim());
    if (problem) throw new Error(`${file}:${index + 1}: ${line.trim()}\n${problem}\n${playback.newest}`);
  }
}

class Playback {
  readonly helpdesk: Helpdesk;
  /** The number of messages before the last action. */
  before = 0;

  constructor(helpdesk: Helpdesk) {
    this.helpdesk = helpdesk;
  }

  get person(): Clinician {
    return this.helpdesk.person;
  }

  get newest(): string {
    const seen = this.person.seen.at(-1);
    return seen
      ? `The newest message is:\n${indented(seen.text)}\n    At: ${placeIn(seen)}`
      : 'Nothing was said yet.';
  }
}

type LineHandler = (
  playback: Playback,
  ...parts: string[]
) => Promise<string | undefined> | string | undefined;

const LINES: [RegExp, LineHandler][] = [
  [/^You join\.$/, (playback) => perform(playback, (person) => person.join())],
  [
    /^You come back after an hour\.$/,
    (playback) => perform(playback, (person) => anHourLater(() => person.join())),
  ],
  [/^You press: (.+)$/, (playback, title) => perform(playback, (person) => person.press(title ?? ''))],
  [
    /^You press before: (.+)$/,
    (playback, title) => perform(playback, (person) => person.submit(buttonBefore(person, title ?? ''))),
  ],
  [/^You say: (.+)$/, (playback, words) => perform(playback, (person) => person.say(words ?? ''))],
  [
    /^You type into "([^"]+)": (.*) and press: (.+)$/,
    (playback, input, typed, title) =>
      perform(playback, (person) => person.press(title ?? '', { [input ?? '']: typed ?? '' })),
  ],
  [
    /^The assistant is restarted\.$/,
    (playback) => perform(playback, async (person) => person.restartAssistant()),
  ],
  [
    /^Assistant: (.+)$/,
    ({ person }, said) => (says(person.last, said ?? '') ? undefined : 'It does not say that.'),
  ],
  [
    /^Before: (.+)$/,
    ({ person }, said) => (says(beforeLast(person), said ?? '') ? undefined : 'It does not say that.'),
  ],
  [/^Before buttons: (.+)$/, ({ person }, titles) => differs(beforeLast(person).buttons, titles ?? '')],
  [/^Never: (.+)$/, ({ person }, said) => (says(person.last, said ?? '') ? 'It says that.' : undefined)],
  [/^Buttons: (.+)$/, ({ person }, titles) => differs(person.last.buttons, titles ?? '')],
  [/^Links: (.+)$/, ({ person }, titles) => differs(person.last.links, titles ?? '')],
  [
    /^At: (.+)$/,
    ({ person }, place) => (placeIn(person.last) === place ? undefined : 'It is somewhere else.'),
  ],
  [
    /^The helpdesk (takes|gives back|closes|opens again) the ticket\.$/,
    (playback, what) =>
      perform(
        playback,
        () => HELPDESK_ACTIONS[what ?? '']?.(playback.helpdesk) ?? Promise.reject(new Error('cannot')),
      ),
  ],
  [
    /^The helpdesk writes: (.+)$/,
    (playback, text) => perform(playback, () => playback.helpdesk.reply(text ?? '')),
  ],
  [/^A week passes\.$/, (playback) => perform(playback, () => playback.helpdesk.letWeekPass())],
  [/^Nobody takes the ticket\.$/, (playback) => perform(playback, () => playback.helpdesk.letWait())],
  [
    /^The helpdesk reads: (.+)$/,
    async ({ helpdesk }, text) => {
      const { messages, sentence } = await helpdesk.ticket();
      const last = messages.filter(({ by }) => by === 'person').at(-1)?.text ?? sentence;
      return last === text ? undefined : `It reads: ${last}`;
    },
  ],
  [
    /^The log of the ticket: (.+)$/,
    async ({ helpdesk }, said) => {
      const last = (await helpdesk.ticket()).log.at(-1);
      const line = `${last?.who || 'The person'} ${last?.what}`;
      return line === said ? undefined : `It says: ${line}`;
    },
  ],
  [
    /^Nothing comes back\.$/,
    ({ person, before }) => (person.seen.length > before ? 'Something came back.' : undefined),
  ],
];

const HELPDESK_ACTIONS: Record<string, (helpdesk: Helpdesk) => Promise<unknown>> = {
  takes: (helpdesk) => helpdesk.claim(),
  'gives back': (helpdesk) => helpdesk.act((tickets, number) => tickets.release(number, helpdesk.agent)),
  closes: (helpdesk) => helpdesk.close(),
  'opens again': (helpdesk) => helpdesk.act((tickets, number) => tickets.reopen(number, helpdesk.agent)),
};

async function problemWith(playback: Playback, line: string): Promise<string | undefined> {
  for (const [form, act] of LINES) {
    const found = form.exec(line);
    if (found) return act(playback, ...found.slice(1));
  }
  return 'This is no line that a talk can have.';
}

async function perform(
  playback: Playback,
  act: (person: Clinician) => Promise<unknown>,
): Promise<string | undefined> {
  playback.before = playback.person.seen.length;
  try {
    await act(playback.person);
    return undefined;
  } catch (error) {
    return `That cannot be done: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The message above the newest one, where one message brought two. */
function beforeLast(person: Clinician): Seen {
  const seen = person.seen.at(-2);
  if (!seen) throw new Error('there is no message before the newest one');
  return seen;
}

function buttonBefore(person: Clinician, title: string): Record<string, unknown> | undefined {
  const { buttons } = beforeLast(person);
  const button = buttons.find((each) => each.title === title);
  if (!button)
    throw new Error(`no button "${title}", only: ${buttons.map((each) => each.title).join(' | ')}`);
  return button.data;
}

function says(seen: Seen, pattern: string): boolean {
  const pieces = pattern.split('…').map((piece) => piece.trim());
  return seen.text.split('\n').some((line) => {
    let from = 0;
    return pieces.every((piece) => {
      const at = line.indexOf(piece, from);
      from = at + piece.length;
      return at >= 0;
    });
  });
}

function differs(buttons: readonly { title: string }[], expected: string): string | undefined {
  const titles = buttons.map(({ title }) => title);
  const wanted = expected.split(' | ').map((title) => title.trim());
  return areTitled(titles, wanted) ? undefined : `It has: ${titles.join(' | ') || 'none'}`;
}

function areTitled(titles: readonly string[], wanted: readonly string[]): boolean {
  const [next, ...rest] = wanted;
  if (next === undefined) return titles.length === 0;
  if (next === '…')
    return titles.some((_, index) => areTitled(titles.slice(index), rest)) || rest.length === 0;
  return titles[0] === next && areTitled(titles.slice(1), rest);
}

function placeIn({ at }: Seen): string {
  return at ? `${at.phase}/${at.step}, ${at.done} of ${at.total} done` : 'nowhere';
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
