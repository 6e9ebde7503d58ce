import type { DialogState } from 'botbuilder-dialogs';
import { z } from 'zod';
import { cardActionSchema, withoutForm } from '../../cards/action.ts';
import type { Card, NamedAction } from '../../cards/card.ts';
import { SENSITIVE_KINDS } from '../content/schema/words/sensitive-words.ts';
import { noProgress, type Progress, upgradeProgress } from '../guide/progress.ts';
import { MESSAGES, type PendingSecret } from '../redaction/pending-secret.ts';
import { storedObject } from '../store/stored-object.ts';
import { topicSchema } from '../tickets/ticket.ts';
import { type Press, SHORT_LIVES, type ShortLife } from './incoming-message.ts';
import type { TranscriptEntry } from './transcript.ts';

/** Activity ids to remember: a repeated delivery comes within minutes, not after a hundred other messages. */
const MOST_PROCESSED = 100;
/** Cards that can be answered at one time; people see the newest. */
const MOST_ACTIVE = 20;
/** Answers that can still be rated. */
const MOST_RATEABLE = 10;
/** Clicks on one button within this time are one press, also where a slow answer made somebody impatient. */
const DOUBLE_CLICK_MS = 10_000;

/** A button of the cards shown last, by its title. */
const buttonV1 = z.object({ title: z.string(), act: cardActionSchema, card: z.string().default('') });
const button = storedObject({
  title: z.string(),
  data: cardActionSchema,
  card: z.string(),
  says: z.array(z.string()).optional(),
});

/** A secret that may come next; before it could come in pieces, only its kind was kept. */
const pendingSecret = z.union([
  z.enum(SENSITIVE_KINDS).transform((kind): PendingSecret => ({ kind, by: 'announced', left: MESSAGES })),
  storedObject({
    kind: z.enum(SENSITIVE_KINDS),
    by: z.enum(['announced', 'mentioned']),
    left: z.number().int(),
  }),
]);

/** What was said last; one that cannot be read only makes the next words mean what they say alone. */
const topic = storedObject({
  card: z.string(),
  text: z.string(),
  intent: z.string().optional(),
  others: z.array(z.string()),
  offered: z.array(z.string()).optional(),
  step: z.string().optional(),
});

/** How the language of a conversation is known; a later one of these counts more. */
const LANGUAGE_SOURCES = ['client', 'written', 'asked'] as const;

/** The language of a conversation; one that cannot be read is found anew. */
const language = z.object({
  code: z.string(),
  source: z.enum(LANGUAGE_SOURCES),
  messages: z.number().int(),
  offered: z.string().optional(),
});

/** The fields that have the same names in every version. */
const shared = {
  language: language.optional().catch(undefined),
  progress: z.unknown().transform(upgradeProgress),
  dialogs: storedObject({ dialogStack: z.array(storedObject({ id: z.string(), state: z.unknown() })) }),
  welcomed: z.boolean(),
  misses: z.number().int().default(0),
  asked: z
    .array(storedObject({ card: z.string(), text: z.string(), intent: z.string().optional() }))
    .default([]),
  exchanges: z
    .array(
      storedObject({
        by: z.enum(['person', 'assistant']),
        text: z.string(),
        isPressed: z.boolean().optional(),
        about: z.array(topicSchema).optional(),
      }),
    )
    .default([]),
  ticket: z.string().optional(),
  tickets: z.array(z.string()).optional(),
  /** The conversation reference of the newest message, by which tickets find the chat; missing before there is a ticket. */
  address: z.record(z.string(), z.unknown()).optional().catch(undefined),
  withHelpdesk: z.boolean().optional(),
  toldLast: z.boolean().optional(),
  closingAsked: storedObject({ tickets: z.array(z.string()), answers: z.number().int() })
    .optional()
    .catch(undefined),
  stepCards: z.array(storedObject({ card: z.string(), step: z.string() })).optional(),
  lastPress: storedObject({ card: z.string(), button: z.string(), at: z.number() }).optional(),
  lastSeen: z.number().optional(),
  topic: topic.optional().catch(undefined),
  lasts: z.enum(SHORT_LIVES).optional(),
};

const stateV1 = z.object({
  ...shared,
  version: z.literal(1),
  live: z.array(z.string()),
  handled: z.array(z.string()),
  before: z.unknown().transform(upgradeProgress).optional(),
  awaits: pendingSecret.optional().catch(undefined),
  // An unknown button must not cost somebody their place in the guide.
  lastCard: z
    .object({ kind: z.string(), buttons: z.array(buttonV1) })
    .optional()
    .catch(undefined),
});

const stateSchema = storedObject({
  ...shared,
  version: z.literal(2),
  activeCards: z.array(z.string()),
  processedIds: z.array(z.string()),
  progressBeforeRestart: z.unknown().transform(upgradeProgress).optional(),
  pendingSecret: pendingSecret.optional().catch(undefined),
  lastCard: storedObject({ kind: z.string(), buttons: z.array(button) })
    .optional()
    .catch(undefined),
});

const anyVersion = z.discriminatedUnion('version', [stateV1, stateSchema]);

/** A question as it was typed, without secrets and patient data; it has no intent where the card offers several. */
export interface AskedQuestion {
  card: string;
  text: string;
  intent?: string | undefined;
}

/** The question that was answered or asked back last, for words about it: "the second one", "it still doesn't work". */
export interface Topic {
  /** The card that answers it or offers a choice for it; empty where it was declined. */
  card: string;
  /** The beginning of the words, without secrets and patient data. */
  text: string;
  /** The question of the content pack that was answered; none where a few were offered, or none is known. */
  intent?: string | undefined;
  /** The questions that were offered, or else those that may be meant where the answer does not help; the likeliest first. */
  others: string[];
  /** The questions among which the answered one was chosen, in the order of their buttons. */
  offered?: string[] | undefined;
  /** The step that the person was at, as phase/step. */
  step?: string | undefined;
}

/** The language in which the assistant speaks with the person. */
export interface SpokenLanguage {
  /** The name of its folder in the content pack. */
  code: string;
  /** The person has asked for it or written in it, or else it is that of their browser or of Teams. */
  source: (typeof LANGUAGE_SOURCES)[number];
  /** The number of messages that the person has clearly written in it. */
  messages: number;
  /** Another language that was offered, since they wrote in it. */
  offered?: string | undefined;
}

/** The stored state of one conversation. */
export interface ConversationState {
  version: 2;
  /** Missing where nothing is known of the person's language, so that the pack's first one is spoken. */
  language?: SpokenLanguage | undefined;
  progress: Progress;
  dialogs: DialogState;
  /** Ids of the cards whose buttons still work. */
  activeCards: string[];
  /** Ids of the activities that have been processed, the newest last. */
  processedIds: string[];
  welcomed: boolean;
  /** The progress that "start over" or "I have done part of it" replaced, until the person has moved on. */
  progressBeforeRestart?: Progress | undefined;
  /** The number of messages in a row that were not understood. */
  misses: number;
  /** The secret that the last messages announced or spoke of ("my password is"), and that may come next. */
  pendingSecret?: PendingSecret | undefined;
  /** The latest questions that a card answers, or offers a choice for, and that have not been rated. */
  asked: AskedQuestion[];
  /** The end of the transcript, without secrets and patient data, for a hand-over to quote. */
  exchanges: TranscriptEntry[];
  /** The number of the newest ticket. */
  ticket?: string | undefined;
  /** The numbers of all tickets that were opened since this list is kept, the newest last. */
  tickets?: string[] | undefined;
  /** The conversation reference of the newest message, by which tickets find the chat; missing before there is a ticket. */
  address?: Record<string, unknown> | undefined;
  /** True while typed words go to the helpdesk, false after the person has come back, undefined before it takes the ticket. */
  withHelpdesk?: boolean | undefined;
  /** True where the newest message is about a ticket and the person has not answered it. */
  toldLast?: boolean | undefined;
  /** The tickets of which it was asked last whether they are to be closed, and how many answers of the helpdesk they had. */
  closingAsked?: { tickets: string[]; answers: number } | undefined;
  /** The newest cards that showed a step, by its key: their buttons work as long as the person is at that step. */
  stepCards?: { card: string; step: string }[] | undefined;
  /** The press that was acted on last, without words typed into a form, and when: the second click of two is the same one. */
  lastPress?: { card: string; button: string; at: number } | undefined;
  /** When the person was last here, in milliseconds since 1970. */
  lastSeen?: number | undefined;
  /** What was asked last, until the person has moved on. */
  topic?: Topic | undefined;
  /** What the conversation ends with where the browser forgets it; otherwise nothing. */
  lasts?: ShortLife | undefined;
  /** The cards of the latest turn, taken together: the titles of their buttons can be typed, and a greeting is not repeated. */
  lastCard?: { kind: string; buttons: (NamedAction & { card: string })[] } | undefined;
}

/** Returns the state of a conversation that has just begun. */
export function newState(): ConversationState {
  return {
    version: 2,
    progress: noProgress(),
    dialogs: { dialogStack: [] },
    activeCards: [],
    processedIds: [],
    welcomed: false,
    misses: 0,
    asked: [],
    exchanges: [],
  };
}

/**
 * Reads a stored conversation of any version and brings it to today's shape.
 * @throws ZodError for a shape that no version had.
 */
export function readState(stored: unknown): ConversationState {
  const parsed = anyVersion.parse(stored);
  return (parsed.version === 2 ? parsed : fromVersion1(parsed)) as ConversationState;
}

/** Renames the fields of version 1 (release 0.1.0). */
function fromVersion1({
  live,
  handled,
  before,
  awaits,
  lastCard,
  ...same
}: z.output<typeof stateV1>): z.output<typeof stateSchema> {
  return {
    ...same,
    version: 2,
    activeCards: live,
    processedIds: handled,
    ...(before && { progressBeforeRestart: before }),
    ...(awaits && { pendingSecret: awaits }),
    ...(lastCard && {
      lastCard: {
        kind: lastCard.kind,
        buttons: lastCard.buttons.map(({ act, ...button }) => ({ ...button, data: act })),
      },
    }),
  };
}

/** Remembers that an activity was processed. */
export function markProcessed(state: ConversationState, activityId: string): void {
  state.processedIds = [...state.processedIds, activityId].slice(-MOST_PROCESSED);
}

/** Makes a new ticket the current one. */
export function rememberTicket(state: ConversationState, number: string): void {
  state.ticket = number;
  state.tickets = [...(state.tickets ?? []), number];
}

/** Activates a card's buttons, pressed or typed; `more` keeps those of the card before it in the same turn. */
export function rememberCard(state: ConversationState, card: Card, more: boolean): void {
  state.activeCards = [...state.activeCards, card.id].slice(-MOST_ACTIVE);
  state.lastCard = {
    kind: card.kind,
    buttons: [
      ...card.actions.map((named) => ({ ...named, card: card.id })),
      ...(more ? (state.lastCard?.buttons ?? []) : []),
    ],
  };
}

/** Remembers which step a card shows. */
export function rememberStepCard(state: ConversationState, card: string, step: string): void {
  state.stepCards = [...(state.stepCards ?? []), { card, step }].slice(-MOST_ACTIVE);
}

/** Remembers a press that is acted on. */
export function rememberPress(state: ConversationState, press: Press, now: number): void {
  state.lastPress = { card: press.card, button: buttonOf(press), at: now };
}

/** Checks whether a press is the second of two clicks on one button. */
export function isRepeated({ lastPress }: ConversationState, press: Press, now: number): boolean {
  return (
    lastPress?.card === press.card &&
    lastPress.button === buttonOf(press) &&
    now - lastPress.at < DOUBLE_CLICK_MS
  );
}

function buttonOf({ action }: Press): string {
  return JSON.stringify(withoutForm(action));
}

/** Remembers the question that a card answers or offers a choice for. */
export function rememberQuestion(state: ConversationState, asked: AskedQuestion): void {
  state.asked = [...state.asked, asked].slice(-MOST_RATEABLE);
}

/** Finds the question that a card answers; without an intent, the one that it offers a choice for. */
export function questionOnCard(
  state: ConversationState,
  card: string | undefined,
  intent: string | undefined,
): AskedQuestion | undefined {
  return state.asked.find((one) => one.card === card && one.intent === intent);
}
