import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PART_DONE } from '../../dialogs/part-done.ts';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import type { Command } from '../../src/content/schema/command-texts.ts';
import { type ConversationState, newState } from '../../src/conversation/state.ts';
import { overviewOf } from '../../src/guide/overview.ts';
import { indexOn, keyOf, pathOf, stepAt, stepNamed } from '../../src/guide/path.ts';
import type { Progress } from '../../src/guide/progress.ts';
import { commandFinder } from '../../src/understanding/commands.ts';
import { normalizeText } from '../../src/understanding/match-name.ts';
import { Clinician, pack, type Seen } from '../support/clinician.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';
import { buttons, earlierCard, notices } from './routes.ts';

/**
 * An action of a person, a broken client or the operator. `back` counts cards from the newest one; the assistant cannot
 * understand mumbled words.
 */
type RandomAction =
  | { do: 'press'; back: number; button: number; phone: string }
  | { do: 'say' | 'mumble'; text: string }
  | { do: 'forge'; value: unknown; withNewestCard: boolean }
  | { do: 'join' }
  | { do: 'restart' };

type Data = Record<string, unknown>;

const texts = textsOf(pack, DEFAULT_LANGUAGE);
const commandIn = commandFinder(texts.commands);
const understand = sharedUnderstanding(pack);
const centres = pack.centres.countries.flatMap((country) => country.centres);

/** Words that the assistant knows: titles of buttons and problems, commands, names of choices, questions. */
const known = [
  ...Object.values(texts.commands.commands).flat(),
  ...Object.values(buttons).filter((title) => typeof title === 'string'),
  ...Object.values(texts.guide.methods).flatMap(({ name, says }) => [name, ...says]),
  ...Object.values(texts.guide.entries),
  ...Object.values(texts.guide.problems).map(({ title }) => title),
  ...Object.values(texts.network.areas).flatMap(({ label, name }) => [label, name]),
  ...centres.flatMap(({ name, city, aliases }) => [name, city, ...aliases]),
  ...[
    'Netherlands',
    'Italy',
    'Hungary',
    'germany',
    'España',
    'rome',
    'radbout nijmegen',
    'hospital',
    'university',
  ],
  ...Object.values(texts.questions).flatMap(({ question, examples }) => [question, ...examples.slice(0, 3)]),
  ...Object.values(texts.outOfScope).flatMap(({ examples }) => examples.slice(0, 5)),
];

/** Alphabets in which no command, name or title is written: words in them must never move anybody. */
const alphabets = [
  'абвгдежзиклмн',
  'ابتثجحخدذرزس',
  'אבגדהוזחטי',
  '你好世界不明白',
  'あいうえおかきく',
  'हिन्दीभाषा',
];
const garbage = fc.oneof(
  fc.constantFrom(
    '😀',
    '👩‍⚕️🏥',
    '…',
    '???',
    '-',
    '<b>next</b>?',
    '<script>alert(1)</script>',
    '{centre}',
    '{',
    '**',
  ),
  fc.constantFrom(
    '{{centre}}',
    '%s%s%n',
    "'; DROP TABLE entries; --",
    '\u0000',
    '\u202Etxen?',
    '__proto__',
    '{{=1}}',
  ),
  fc.constantFrom(
    'z',
    '7',
    'is the next step before skip?',
    'I have no network',
    'what is the 1 thing I need?',
  ),
  fc
    .constantFrom(...alphabets)
    .chain((alphabet) => fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 30 }))
    .map((letters) => letters.join('')),
  fc.constantFrom('ж', '😀', '?', 'ж ', '{', '\n').map((piece) => piece.repeat(50_000)),
);

const ids = [
  ...pack.guide.entries.map(({ id }) => id),
  ...pack.guide.methods.map(({ id }) => id),
  ...pack.guide.phases.flatMap((phase) => phase.steps.map(({ id }) => `${phase.id}/${id}`)),
  ...pack.network.areas.map(({ id }) => id),
  ...['NL', 'IT', 'HU', 'XX', 'other', ...centres.map(({ id }) => id)],
  ...['method', 'centre', 'area', 'countries', 'centres', 'solved', 'unsolved', 'only-network'],
  ...[
    '',
    '__proto__',
    'constructor',
    'sms-not-received',
    'step-done',
    'only-eurogen-shown',
    'confirm-link-expired',
    'only-network-shown',
    'nothing/at-all',
    '/',
  ],
];
const forged = fc.oneof(
  fc.record({
    action: fc.constantFrom(
      ...'start resume restart next back skip stuck ask human erase __proto__'.split(' '),
    ),
  }),
  fc.record({
    action: fc.constant('choose'),
    what: fc.constantFrom(
      ...'entry method country centre area problem outcome recap place change list part pause phone question visit none-of-these return x'.split(
        ' ',
      ),
    ),
    value: fc.constantFrom(...ids),
    phone: fc.string({ maxLength: 20 }),
  }),
  fc.jsonValue({ maxDepth: 2 }),
);

const randomAction: fc.Arbitrary<RandomAction> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      back: fc.constant(0),
      button: fc.nat({ max: 30 }),
      phone: fc.constantFrom('', '+31612345678', '0612345678', '+31243611111', 'x'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      back: fc.nat({ max: 12 }),
      button: fc.nat({ max: 30 }),
      phone: fc.constant('+31612345678'),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'say', text: 'next' } as const) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('method', 'centre', 'area').map((name) => ({
      do: 'say' as const,
      text: `change ${name}`,
    })),
  },
  { weight: 5, arbitrary: fc.constantFrom(...known).map((text) => ({ do: 'say' as const, text })) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => ({ do: 'say' as const, text })) },
  {
    weight: 3,
    arbitrary: garbage.map((text) => ({ do: 'mumble' as const, text })),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('forge' as const), value: forged, withNewestCard: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'join' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' } as const) },
);

/** Returns the data of an action that is a submit; undefined for any other. */
function submitOf(seen: readonly Seen[], it: RandomAction): unknown {
  if (it.do === 'forge') {
    const card = seen.at(-1)?.buttons[0]?.data.card;
    const { value } = it;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? 0;
    return { ...value, card: it.withNewestCard ? card : 'never-shown' };
  }
  if (it.do !== 'press') return undefined;
  const card = seen.at(-1 - (it.back % seen.length));
  const button = card?.buttons[it.button % card.buttons.length];
  if (!button) throw new Error('a message without a button');
  return button.data.what === 'phone' ? { ...button.data, phone: it.phone } : button.data;
}

const ERASE: Data = { action: 'erase', keepsOpenTickets: false };
const MOVING_ACTIONS = new Set<unknown>(['start', 'restart', 'next', 'back', 'skip']);
const MOVING_CHOICES = new Set<unknown>(
  'entry method area country centre place change undo visit return'.split(' '),
);
const MOVING_COMMANDS = new Set<unknown>(
  'next worked back skip restart start change-method change-centre change-area'.split(' '),
);
const PAUSING_COMMANDS = new Set<unknown>([
  'cancel',
  'resume',
  'stuck',
  'failed',
  'next',
  'worked',
  'back',
  'skip',
]);

interface Allowed {
  /** Another position, mark or choice. */
  move: boolean;
  /** The loss of all marks. */
  clear: boolean;
  /** The guide paused or resumed. */
  pause: boolean;
}
const NOTHING: Allowed = { move: false, clear: false, pause: false };

function byCommand(command: Command): Allowed {
  return {
    move: MOVING_COMMANDS.has(command),
    clear: command === 'restart' || command === 'start',
    pause: PAUSING_COMMANDS.has(command) || MOVING_COMMANDS.has(command),
  };
}

function byData(data: Data): Allowed {
  const { action, what } = data;
  const wish = what === 'question' ? texts.questions[String(data.value)]?.command : undefined;
  if (wish) return byCommand(wish);
  const move = MOVING_ACTIONS.has(action) || (action === 'choose' && MOVING_CHOICES.has(what));
  const clear =
    action === 'start' ||
    action === 'restart' ||
    (action === 'choose' && (what === 'entry' || what === 'undo'));
  return { move, clear, pause: move || action === 'resume' || action === 'stuck' || what === 'pause' };
}

/** Checks whether an action is a press of the button that deletes, on the card that says what it deletes, or types its name. */
function erases(it: RandomAction, submitted: unknown, before: ConversationState): boolean {
  if (isFresh(before)) return true;
  if (before.lastCard?.kind !== 'confirm-erasure') return false;
  const typed = it.do === 'say' && normalizeText(it.text) === normalizeText(buttons.erase);
  return (
    typed ||
    (it.do === 'press' && isDeepStrictEqual({ ...(submitted as Data), card: 0 }, { ...ERASE, card: 0 }))
  );
}

/** Checks whether nothing is kept, as after an erasure. */
function isFresh({ welcomed, processedIds }: ConversationState): boolean {
  return !welcomed && processedIds.length === 0;
}

/** Returns the changes that an action may make, from the state and the messages before it. */
function allowed(it: RandomAction, submitted: unknown, before: ConversationState): Allowed {
  if (it.do === 'join' || it.do === 'restart' || it.do === 'mumble') return NOTHING;
  if (it.do !== 'say') {
    const data: Data = typeof submitted === 'object' && submitted !== null ? { ...submitted } : {};
    const card = String(data.card);
    if (isFresh(before) || before.activeCards.includes(card)) return byData(data);
    const { position } = before.progress;
    const shown = before.stepCards?.find((one) => one.card === card)?.step;
    return position && shown === keyOf(position) ? { ...byData(data), pause: true } : NOTHING;
  }
  const button = before.lastCard?.buttons.find(
    ({ title }) => normalizeText(title) === normalizeText(it.text),
  );
  if (button) return byData({ ...button.data });
  const { position } = before.progress;
  const { outcome, candidates } = understand(it.text, texts.language, position && keyOf(position));
  const wish = outcome === 'answer' ? texts.questions[candidates[0]?.intent ?? '']?.command : undefined;
  const command = commandIn(it.text) ?? wish;
  if (command) return byCommand(command);
  const asked = before.dialogs.dialogStack.some(({ id }) => id === PART_DONE);
  const choosing = stepAt(pack.guide, before.progress.position)?.kind?.startsWith('choose-') ?? false;
  return { move: asked || choosing, clear: asked, pause: asked };
}

function expectAllowed(may: Allowed, before: Progress, after: Progress): void {
  if (!may.pause) expect(after.paused).toBe(before.paused);
  if (!may.move) expect({ ...after, paused: before.paused }).toEqual(before);
  if (!may.clear) {
    if (before.position) expect(after.position).toBeDefined();
    for (const [step, mark] of Object.entries(before.marks)) {
      // Another country takes the centre with it, so that step is to be done again.
      if (
        stepNamed(pack.guide, step)?.step.kind === 'choose-centre' &&
        after.choices.country !== before.choices.country
      )
        continue;
      expect([mark, 'done'], `the mark of ${step}`).toContain(after.marks[step]);
    }
    for (const name of ['method', 'area', 'country'] as const) {
      if (before.choices[name] !== undefined) expect(after.choices[name]).toBeDefined();
    }
  }
}

/** Checks the properties that every message must have. */
function expectGood(message: Seen, { progress, activeCards, lastCard }: ConversationState): void {
  expect(message.text).not.toContain(notices.error);
  expect(message.buttons.length).toBeGreaterThan(0);
  for (const { data } of message.buttons) expect(activeCards).toContain(data.card);
  const { position } = progress;
  if (!position) {
    expect(message.at).toBeUndefined();
    return;
  }
  expect(indexOn(pathOf(pack.guide, progress.choices.method), position)).toBeGreaterThanOrEqual(0);
  // The question for an entry into the guide shows no step.
  if (lastCard?.kind === 'part-done') return;
  const { done, total } = overviewOf(pack.guide, progress);
  expect(message.at).toMatchObject({ type: 'guidePosition', ...position, done, total });
}

/** Returns the possible numbers of messages in reply: an answer may be followed by the step. */
function answersTo(it: RandomAction): number[] {
  if (it.do === 'restart') return [0];
  if (it.do === 'join') return [0, 1];
  // The second click of two is silent, and so is the second press on cards of the past.
  if (!('text' in it)) return [0, 1, 2];
  return it.text.trim() === '' ? [0] : [1, 2];
}

/** Returns the number of messages that say or ask which language is spoken, before the answer. */
function languageNotices(
  { language: before }: ConversationState,
  after: ConversationState | undefined,
): number {
  const { code = 'en', offered } = after?.language ?? {};
  const isOffered = offered !== undefined && offered !== before?.offered;
  return after && (isOffered || code !== (before?.code ?? 'en')) ? 1 : 0;
}

async function act(person: Clinician, it: RandomAction, submitted: unknown): Promise<void> {
  if (it.do === 'join') await person.join();
  else if (it.do === 'restart') person.restartAssistant();
  else if ('text' in it) await person.say(it.text);
  else await person.submit(submitted);
}

test('A person who presses, types and forges at random never gets lost, and every message leads on', async () => {
  const beginnings = [undefined, ...pack.guide.entries.map(({ id }) => texts.guide.entries[id] ?? id)];
  const walks = fc.asyncProperty(
    fc.constantFrom(...beginnings),
    fc.array(randomAction, { minLength: 5, maxLength: 60, size: 'max' }),
    async (beginning, actions) => {
      const person = new Clinician();
      await person.join();
      if (beginning !== undefined) {
        await person.press(buttons.partDone);
        await person.press(beginning);
      }
      for (const it of actions) {
        const before = (await person.state()) ?? newState();
        const seen = person.seen.length;
        const submitted = submitOf(person.seen, it);
        await act(person, it, submitted);
        const after = await person.state();
        const messages = person.seen.slice(seen);
        expect(answersTo(it)).toContain(messages.length - languageNotices(before, after));
        // A restart right after an erasure finds nothing of the person.
        if (after === undefined && it.do === 'restart') continue;
        if (after === undefined) {
          expect(messages.map(({ text }) => text.split('\n')[0])).toEqual([texts.messages.erased.title]);
          expect(erases(it, submitted, before)).toBe(true);
          continue;
        }
        for (const message of messages) expectGood(message, after);
        if (it.do === 'press' && it.back === 0) {
          for (const { text } of messages) expect(text).not.toContain(earlierCard.line);
        }
        expectAllowed(allowed(it, submitted, before), before.progress, after.progress);
      }
    },
  );
  await fc.assert(walks, { seed: 20_210_825, numRuns: 150 });
}, 300_000);
