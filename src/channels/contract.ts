import type { TurnLogic } from '../conversation/transaction.ts';

/**
 * The outcome of a proactive message: it is in the chat, it failed for now, the chat takes nothing until the person is back, or it is
 * gone for good.
 */
export type ProactiveOutcome = 'reached' | 'failed' | 'refused' | 'blocked';

/** A turn that the assistant begins: its id, so that it runs only once, and the number of the attempt, from 1. */
export interface ProactiveTurn {
  id: string;
  attempt: number;
}

/**
 * Runs a turn that the assistant begins, in the chat of a Bot Framework conversation reference. A channel that does not
 * store its messages with the turn sends them again at a further attempt, since they may not have arrived.
 */
export type SendProactive = (
  address: Record<string, unknown>,
  turn: ProactiveTurn,
  logic: TurnLogic,
) => Promise<ProactiveOutcome>;
