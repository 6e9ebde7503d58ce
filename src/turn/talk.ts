import type { DialogState } from 'botbuilder-dialogs';
import { z } from 'zod';
import type { Card, NamedAct } from '../../cards/card.ts';
import { KINDS, type Kind } from '../content/sensitive-words.ts';
import { noProgress, type Progress, upgradeProgress } from '../guide/progress.ts';
import { actSchema } from './submit.ts';

/** How many activity ids are remembered: a re-sent one comes within minutes, not after a hundred others. */
const REMEMBERED = 100;
/** How many cards of one moment may be answered: the newest is what people see. */
const LIVE = 20;
/** How many answers can still be rated. */
const RATEABLE = 10;

/** How many of the latest things said a hand-over tells. */
const EXCHANGES = 10;
/** Of an exchange its beginning is enough. In characters. */
const LONGEST_EXCHANGE = 300;

const talkSchema = z.object({
  version: z.literal(1),
  progress: z.unknown().transform(upgradeProgress),
  dialogs: z.object({ dialogStack: z.array(z.object({ id: z.string(), state: z.unknown() })) }),
  live: z.array(z.string()),
  handled: z.array(z.string()),
  welcomed: z.boolean(),
  before: z.unknown().transform(upgradeProgress).optional(),
  misses: z.number().int().default(0),
  awaits: z.enum(KINDS).optional(),
  asked: z.array(z.object({ card: z.string(), text: z.string(), intent: z.string().optional() })).default([]),
  exchanges: z.array(z.object({ by: z.enum(['person', 'assistant']), text: z.string() })).default([]),
  ticket: z.string().optional(),
  withHelpdesk: z.boolean().optional(),
  toldLast: z.boolean().optional(),
  lastCard: z
    .object({
      kind: z.string(),
      buttons: z.array(z.object({ title: z.string(), act: actSchema, card: z.string().default('') })),
    })
    .optional()
    // A button of a later version is no reason to lose somebody's place.
    .catch(undefined),
});

/** What was asked, without secrets and patient data; the intent is missing where a few were offered. */
export interface Asked {
  card: string;
  text: string;
  intent?: string | undefined;
}

/** Something that was said: typed, pressed, or shown by the assistant. */
export interface Exchange {
  by: 'person' | 'assistant';
  text: string;
}

/** Everything that is kept of one conversation. */
export interface Talk {
  version: 1;
  progress: Progress;
  dialogs: DialogState;
  /** Ids of the cards whose buttons count. */
  live: string[];
  /** Ids of the activities that were handled, the newest last. */
  handled: string[];
  welcomed: boolean;
  /** The progress that "start over" or "I have done part of it" replaced, until the person has moved on. */
  before?: Progress | undefined;
  /** How many messages in a row were not understood. */
  misses: number;
  /** The kind of secret that the last message was cut off before ("my password is"). */
  awaits?: Kind | undefined;
  /** The latest questions that a card answers, or asks back about, and that were not rated yet. */
  asked: Asked[];
  /** What was said last, without secrets and patient data: a hand-over to a person tells it. */
  exchanges: Exchange[];
  /** The number of the newest ticket. */
  ticket?: string | undefined;
  /** Whether what is typed goes to the helpdesk while it has the ticket; undefined until it took it. */
  withHelpdesk?: boolean | undefined;
  /** Whether the last thing said was news of a ticket, which nobody has said anything to yet. */
  toldLast?: boolean | undefined;
  /** What was shown last, all cards of the turn together: its buttons can be typed, and a greeting is not repeated. */
  lastCard?: { kind: string; buttons: (NamedAct & { card: string })[] } | undefined;
}

/** A conversation that has just begun. */
export function newTalk(): Talk {
  return {
    version: 1,
    progress: noProgress(),
    dialogs: { dialogStack: [] },
    live: [],
    handled: [],
    welcomed: false,
    misses: 0,
    asked: [],
    exchanges: [],
  };
}

/** Reads a stored conversation. @throws ZodError for a shape that no version had. */
export function readTalk(stored: unknown): Talk {
  return talkSchema.parse(stored) as Talk;
}

/** Whether a stored conversation has a shape that some version had. */
export function isReadable(stored: unknown): boolean {
  try {
    readTalk(stored);
    return true;
  } catch {
    return false;
  }
}

/** Remembers that an activity was handled. */
export function markHandled(talk: Talk, activityId: string): void {
  talk.handled = [...talk.handled, activityId].slice(-REMEMBERED);
}

/** Lets a shown card's buttons count, and be typed; with `more`, besides those of the card shown just before it. */
export function remember(talk: Talk, card: Card, more: boolean): void {
  talk.live = [...talk.live, card.id].slice(-LIVE);
  talk.lastCard = {
    kind: card.kind,
    buttons: [
      ...card.acts.map((named) => ({ ...named, card: card.id })),
      ...(more ? (talk.lastCard?.buttons ?? []) : []),
    ],
  };
}

/** Remembers which question a card answers, or asks back about. */
export function markAsked(talk: Talk, asked: Asked): void {
  talk.asked = [...talk.asked, asked].slice(-RATEABLE);
}

/** Remembers what was said last. */
export function markSaid(talk: Talk, said: readonly Exchange[]): void {
  const told = said
    .filter(({ text }) => text !== '')
    .map(({ by, text }) => ({
      by,
      text: text.length > LONGEST_EXCHANGE ? `${text.slice(0, LONGEST_EXCHANGE).trimEnd()} …` : text,
    }));
  talk.exchanges = [...talk.exchanges, ...told].slice(-EXCHANGES);
}
