import type { DialogState } from 'botbuilder-dialogs';
import { z } from 'zod';
import type { Card, NamedAct } from '../../cards/card.ts';
import { noProgress, type Progress, upgradeProgress } from '../guide/progress.ts';
import { actSchema } from './submit.ts';

/** How many activity ids are remembered: a re-sent one comes within minutes, not after a hundred others. */
const REMEMBERED = 100;
/** How many cards of one moment may be answered: the newest is what people see. */
const LIVE = 20;

const talkSchema = z.object({
  version: z.literal(1),
  progress: z.unknown().transform(upgradeProgress),
  dialogs: z.object({ dialogStack: z.array(z.object({ id: z.string(), state: z.unknown() })) }),
  live: z.array(z.string()),
  handled: z.array(z.string()),
  welcomed: z.boolean(),
  before: z.unknown().transform(upgradeProgress).optional(),
  lastCard: z
    .object({ kind: z.string(), buttons: z.array(z.object({ title: z.string(), act: actSchema })) })
    .optional()
    // A button of a later version is no reason to lose somebody's place.
    .catch(undefined),
});

/** Everything that is kept of one conversation. No word that a person typed is in it. */
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
  /** The card shown last: its buttons can be typed, and a greeting is not repeated. */
  lastCard?: { kind: string; buttons: NamedAct[] } | undefined;
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

/** Lets a shown card's buttons count, and be typed. */
export function remember(talk: Talk, card: Card): void {
  talk.live = [...talk.live, card.id].slice(-LIVE);
  talk.lastCard = { kind: card.kind, buttons: card.acts };
}
