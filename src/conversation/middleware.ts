import { type Middleware, ShowTypingMiddleware } from 'botbuilder-core';
import { type TransactionOptions, TurnTransaction } from './transaction.ts';

/** A turn that takes longer than a second shows that an answer is coming, and again every two seconds. */
const TYPING_AFTER_MS = 1000;
const TYPING_AGAIN_MS = 2000;

/** What every turn passes through, whichever channel it comes from. */
export function turnMiddleware(options: TransactionOptions): Middleware[] {
  // Inside the guard, so that it ends with the thinking: to a channel that is slow to take replies it would be one more.
  return [new TurnTransaction(options), new ShowTypingMiddleware(TYPING_AFTER_MS, TYPING_AGAIN_MS)];
}
