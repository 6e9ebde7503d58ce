import type { CardAction } from '../../cards/action.ts';
import { type Content, DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import type { Match } from '../understanding/matcher.ts';
import { NOTHING, RehearsalChat, type Shown } from './chat.ts';
import { type Flaw, flawsIn, type Press, pressesIn } from './flaws.ts';

/** What was about to be shown when a flaw was found, by the ids of the pack. */
export type Subject =
  | { kind: 'step'; phase: string; step: string }
  | { kind: 'problem' | 'question' | 'outOfScope' | 'vague'; id: string }
  | { kind: 'other' };

export type Found = Flaw & { subject: Subject };

/** Words, what they are understood as, and what their answer is about. */
interface Said {
  text: string;
  meant: Match;
  subject: Subject;
}

/** The buttons that lead somewhere else at each step. */
const MOVES: ReadonlySet<CardAction['action']> = new Set(['next', 'back', 'skip', 'stuck']);
const NOBODY: Subject = { kind: 'other' };
const BEGUN = 'begun';
/** What people type besides questions and names of buttons: a secret, a country without centres, nothing that is known. */
const TYPED = [
  'my password is Sommer2024!',
  'step nowhere/at-all',
  'Rome',
  'Iceland',
  'blue',
  'why?',
  'x'.repeat(5000),
];
const PHONE_NUMBERS = ['', 'abc', '0612345678', '+999 1', '+31 6', '+31 20 624 1111', '+31 6 1234 5678'];

/**
 * Has the conversations that people could have with a pack, in memory: presses every button once at each place of the guide,
 * asks every question, and tells what would fail or be shown wrong. A pack without a flaw fails in no turn. A translation says the
 * same at the same places, so there a button that leads to the same everywhere is pressed once in all.
 */
export async function rehearse(
  content: Content,
  { isTranslation }: { isTranslation: boolean },
): Promise<Found[]> {
  const rehearsal = new Rehearsal(content, isTranslation);
  await rehearsal.run();
  return rehearsal.found;
}

/** A place that has been reached: a conversation, and what it shows. */
interface Reached {
  conversation: string;
  shown: Shown;
  subject: Subject;
}

class Rehearsal {
  readonly #content: Content;
  readonly #chat: RehearsalChat;
  readonly #found = new Map<string, Found>();
  readonly #pressed = new Set<string>();
  readonly #visited = new Set<string>();
  readonly #isTranslation: boolean;
  #hasTicketEnded = false;

  constructor(content: Content, isTranslation: boolean) {
    this.#content = content;
    this.#isTranslation = isTranslation;
    this.#chat = new RehearsalChat(content);
  }

  get found(): Found[] {
    return [...this.#found.values()];
  }

  /** Presses every button that there is, each once at each place, after everything that can be said. */
  async run(): Promise<void> {
    const welcome = await this.#chat.join(BEGUN);
    this.#look(welcome, NOBODY, '');
    await this.#follow([{ conversation: BEGUN, shown: welcome, subject: NOBODY }]);
    const inGuide = await this.#chat.fork(BEGUN);
    await this.#chat.say(inGuide, textsOf(this.#content, DEFAULT_LANGUAGE).commands.commands.start[0] ?? '');
    for (const from of [BEGUN, inGuide])
      for (const said of everythingSaid(this.#content)) await this.#follow([await this.#say(from, said)]);
  }

  async #follow(open: Reached[]): Promise<void> {
    for (let reached = open.shift(); reached; reached = open.shift()) {
      await this.#typeOnce(reached);
      await this.#endTicketOnce(reached);
      for (const press of reached.shown.messages.flatMap(pressesIn))
        open.push(...(await this.#pressOnce(reached, press)));
    }
  }

  /** Types words at each place, once. */
  async #typeOnce({ conversation, shown }: Reached): Promise<void> {
    const place = JSON.stringify(shown.state?.progress.position);
    if (this.#visited.has(place)) return;
    this.#visited.add(place);
    for (const text of TYPED) await this.#say(conversation, { text, meant: NOTHING, subject: NOBODY });
  }

  /** Says that the first ticket can be closed, and then that it is to be opened again. */
  async #endTicketOnce({ conversation, shown }: Reached): Promise<void> {
    if (this.#hasTicketEnded || shown.state?.ticket === undefined) return;
    this.#hasTicketEnded = true;
    const { close, reopen } = textsOf(this.#content, DEFAULT_LANGUAGE).commands.ticketWords;
    for (const [text = ''] of [close, reopen])
      await this.#follow([await this.#say(conversation, { text, meant: NOTHING, subject: NOBODY })]);
  }

  async #say(from: string, { text, meant, subject }: Said): Promise<Reached> {
    const twin = await this.#chat.fork(from);
    const shown = await this.#chat.say(twin, text, meant);
    return { conversation: twin, shown, subject: this.#look(shown, subject, text) };
  }

  async #pressOnce(
    { conversation, shown, subject }: Reached,
    { title, action, card }: Press,
  ): Promise<Reached[]> {
    const place = this.#isTranslation && !MOVES.has(action.action) ? '' : placeOf(shown);
    const reached: Reached[] = [];
    for (const filled of filledIn(action)) {
      const key = `${place} ${JSON.stringify(withoutTopic(filled, this.#isTranslation))}`;
      if (this.#pressed.has(key)) continue;
      this.#pressed.add(key);
      const twin = await this.#chat.fork(conversation);
      const about = subjectOf(filled, subject);
      const next = await this.#chat.press(twin, filled, card);
      reached.push({ conversation: twin, shown: next, subject: this.#look(next, about, title) });
    }
    return reached;
  }

  /** Keeps what is wrong with a turn; returns the step that it shows, else what it was about. */
  #look({ messages, error, state }: Shown, about: Subject, answered: string): Subject {
    const at = state?.progress.position;
    const subject: Subject = about.kind === 'other' && at ? { kind: 'step', ...at } : about;
    const flaws = error === undefined ? messages.flatMap(flawsIn) : [failed(error, answered)];
    for (const flaw of flaws)
      this.#found.set(`${JSON.stringify(subject)} ${flaw.reason}`, { ...flaw, subject });
    return subject.kind === 'step' ? NOBODY : subject;
  }
}

/** Lists every question, every group of out-of-scope texts, all vague words, every command and what else people type. */
function everythingSaid(content: Content): Said[] {
  const { questions, outOfScope, vague, commands } = textsOf(content, DEFAULT_LANGUAGE);
  const text = 'words that mean what the rehearsal says';
  const steps = content.guide.phases.flatMap((phase) =>
    phase.steps.map(({ id }) => `step ${phase.id}/${id}`),
  );
  const typed = [...steps, ...Object.values(commands.commands).flatMap((words) => words.slice(0, 1))];
  return [
    ...Object.keys(questions).map((id): Said => {
      const candidates = [{ intent: id, confidence: 1 }];
      return {
        text,
        meant: { ...NOTHING, outcome: 'answer', candidates },
        subject: { kind: 'question', id },
      };
    }),
    ...Object.keys(outOfScope).map(
      (id): Said => ({ text, meant: { ...NOTHING, outOfScope: id }, subject: { kind: 'outOfScope', id } }),
    ),
    ...vague.vague.map(({ means }, at): Said => {
      const candidates = means.map((intent) => ({ intent, confidence: 0.5 }));
      const subject: Subject = { kind: 'vague', id: String(at) };
      return { text, meant: { ...NOTHING, outcome: 'suggest', candidates }, subject };
    }),
    ...typed.map((words): Said => ({ text: words, meant: NOTHING, subject: NOBODY })),
  ];
}

function failed(error: string, answered: string): Flaw {
  const after = answered === '' ? 'the welcome' : `what follows "${answered.slice(0, 40)}" here`;
  return {
    reason: `instead of ${after}, people would read that something went wrong (${error})`,
    fix: 'undo the last change, or tell the developers these words',
  };
}

/** Names the place at which a button is pressed: the step, and the choices that change what it shows. */
function placeOf({ state }: Shown): string {
  const { position, choices } = state?.progress ?? {};
  return [position?.phase, position?.step, choices?.method].join(' ');
}

/** Fills the form of a button, if it has one, in each of the ways that get another answer. */
function filledIn(action: CardAction): CardAction[] {
  if ('what' in action && action.what === 'phone')
    return PHONE_NUMBERS.map((phone) => ({ ...action, phone }));
  if (action.action === 'send') return [action, { ...action, sentence: 'It says no.', email: 'nobody' }];
  return [action];
}

/** Leaves out of a button what makes no difference: the same button of another ticket does the same. */
function withoutTopic(action: CardAction, isTranslation: boolean): CardAction {
  if ('ticket' in action) return { ...action, ticket: '' };
  return isTranslation && action.action === 'rate' ? { ...action, question: '' } : action;
}

/** What a button is about; one that only goes on is about what was there before. */
function subjectOf(action: CardAction, before: Subject): Subject {
  if (action.action === 'rate') return { kind: 'question', id: action.question };
  if (action.action !== 'choose' || !('value' in action)) return NOBODY;
  if (action.what === 'problem' || action.what === 'question') return { kind: action.what, id: action.value };
  return action.what === 'outcome' ? before : NOBODY;
}
