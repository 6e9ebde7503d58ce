import type { TurnContext } from 'botbuilder-core';

/** What became of a message that nobody asked for: it stands in the chat, not yet, or the person has shut the assistant out. */
export type ProactiveOutcome = 'reached' | 'notNow' | 'shutOut';

/** Which turn it is, so that it is not run twice: its id, and how often it was tried, from 1. */
export interface ProactiveTurn {
  id: string;
  attempt: number;
}

/**
 * Runs a turn in a chat that was left by its address (a conversation reference of the Bot Framework). A channel that cannot keep
 * what it says together with the turn says it again at a further attempt, since it may not have said it.
 */
export type SendProactive = (
  address: Record<string, unknown>,
  turn: ProactiveTurn,
  logic: (context: TurnContext) => Promise<void>,
) => Promise<ProactiveOutcome>;
