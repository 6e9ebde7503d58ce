import type { TurnLogic } from '../conversation/transaction.ts';

/** The outcome of writing first: the message stands in the chat, not yet, or the person has shut the assistant out. */
export type ProactiveOutcome = 'reached' | 'notNow' | 'shutOut';

/** The id of a turn that the assistant begins, and how often it was tried, from 1: it is not run twice. */
export interface ProactiveTurn {
  id: string;
  attempt: number;
}

/**
 * Runs a turn in a chat that was left by its address (a conversation reference of the Bot Framework). A channel that cannot
 * keep its messages together with the turn sends them again at a further attempt, since they may not have arrived.
 */
export type SendProactive = (
  address: Record<string, unknown>,
  turn: ProactiveTurn,
  logic: TurnLogic,
) => Promise<ProactiveOutcome>;
