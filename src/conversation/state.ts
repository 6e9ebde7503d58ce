import type { DialogState } from 'botbuilder-dialogs';
import { z } from 'zod';
import { cardActionSchema } from '../../cards/action.ts';
import type { Card, NamedAction } from '../../cards/card.ts';
import { SENSITIVE_KINDS, type SensitiveKind } from '../content/schema/sensitive-words.ts';
import { noProgress, type Progress, upgradeProgress } from '../guide/progress.ts';
import type { TranscriptEntry } from './transcript.ts';

/** How many activity ids are remembered: a re-sent one comes within minutes, not after a hundred others. */
const MOST_PROCESSED = 100;
/** How many cards of one moment may be answered: the newest is what people see. */
const MOST_ACTIVE = 20;
/** How many answers can still be rated. */
const MOST_RATEABLE = 10;

/** A button of the cards shown last, by its title. */
const buttonV1 = z.object({ title: z.string(), act: cardActionSchema, card: z.string().default('') });
const button = z.object({ title: z.string(), data: cardActionSchema, card: z.string() });

/** What every version keeps under the same names. */
const shared = {
  progress: z.unknown().transform(upgradeProgress),
  dialogs: z.object({ dialogStack: z.array(z.object({ id: z.string(), state: z.unknown() })) }),
  welcomed: z.boolean(),
  misses: z.number().int().default(0),
  asked: z.array(z.object({ card: z.string(), text: z.string(), intent: z.string().optional() })).default([]),
  exchanges: z.array(z.object({ by: z.enum(['person', 'assistant']), text: z.string() })).default([]),
  ticket: z.string().optional(),
  withHelpdesk: z.boolean().optional(),
  toldLast: z.boolean().optional(),
};

const stateV1 = z.object({
  ...shared,
  version: z.literal(1),
  live: z.array(z.string()),
  handled: z.array(z.string()),
  before: z.unknown().transform(upgradeProgress).optional(),
  awaits: z.enum(SENSITIVE_KINDS).optional(),
  // A button of a later version is no reason to lose somebody's place.
  lastCard: z
    .object({ kind: z.string(), buttons: z.array(buttonV1) })
    .optional()
    .catch(undefined),
});

const stateSchema = z.object({
  ...shared,
  version: z.literal(2),
  activeCards: z.array(z.string()),
  processedIds: z.array(z.string()),
  progressBeforeRestart: z.unknown().transform(upgradeProgress).optional(),
  pendingSecret: z.enum(SENSITIVE_KINDS).optional(),
  lastCard: z
    .object({ kind: z.string(), buttons: z.array(button) })
    .optional()
    .catch(undefined),
});

const anyVersion = z.discriminatedUnion('version', [stateV1, stateSchema]);

/** What was asked, without secrets and patient data; the intent is missing where a few were offered. */
export interface AskedQuestion {
  card: string;
  text: string;
  intent?: string | undefined;
}

/** Everything that is kept of one conversation. */
export interface ConversationState {
  version: 2;
  progress: Progress;
  dialogs: DialogState;
  /** Ids of the cards whose buttons count. */
  activeCards: string[];
  /** Ids of the activities that were handled, the newest last. */
  processedIds: string[];
  welcomed: boolean;
  /** The progress that "start over" or "I have done part of it" replaced, until the person has moved on. */
  progressBeforeRestart?: Progress | undefined;
  /** How many messages in a row were not understood. */
  misses: number;
  /** The kind of secret that the last message was cut off before ("my password is"). */
  pendingSecret?: SensitiveKind | undefined;
  /** The latest questions that a card answers, or asks back about, and that were not rated yet. */
  asked: AskedQuestion[];
  /** What was said last, without secrets and patient data: a hand-over to a person tells it. */
  exchanges: TranscriptEntry[];
  /** The number of the newest ticket. */
  ticket?: string | undefined;
  /** Whether what is typed goes to the helpdesk while it has the ticket; undefined until it took it. */
  withHelpdesk?: boolean | undefined;
  /** Whether the last thing said was news of a ticket, which nobody has said anything to yet. */
  toldLast?: boolean | undefined;
  /** What was shown last, all cards of the turn together: its buttons can be typed, and a greeting is not repeated. */
  lastCard?: { kind: string; buttons: (NamedAction & { card: string })[] } | undefined;
}

/** A conversation that has just begun. */
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

/** Version 1 (release 0.1.0) had other names for the same things. */
function fromVersion1({ live, handled, before, awaits, lastCard, ...same }: z.output<typeof stateV1>) {
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

/** Remembers that an activity was handled. */
export function markProcessed(state: ConversationState, activityId: string): void {
  state.processedIds = [...state.processedIds, activityId].slice(-MOST_PROCESSED);
}

/** Lets a shown card's buttons count, and be typed; with `more`, besides those of the card shown just before it. */
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

/** Remembers which question a card answers, or asks back about. */
export function rememberQuestion(state: ConversationState, asked: AskedQuestion): void {
  state.asked = [...state.asked, asked].slice(-MOST_RATEABLE);
}

/** Finds the question that a card answers, or asks back about where no intent is named. */
export function questionOnCard(
  state: ConversationState,
  card: string | undefined,
  intent: string | undefined,
): AskedQuestion | undefined {
  return state.asked.find((one) => one.card === card && one.intent === intent);
}
