import { ShowTypingMiddleware, type TurnContext } from 'botbuilder-core';
import type { Press } from './incoming-message.ts';
import { type ChannelTurn, type TransactionOptions, type TurnLogic, TurnTransaction } from './transaction.ts';

/** A turn that takes longer than a second shows that an answer is coming, and again every two seconds. */
const TYPING_AFTER_MS = 1000;
const TYPING_AGAIN_MS = 2000;

/** Runs one turn of a channel: with the bot, or with something that the assistant says of its own accord. */
export type RunTurn = (context: TurnContext, channel: ChannelTurn, logic?: TurnLogic) => Promise<void>;

/** Makes the one way by which every channel runs its turns. */
export function turnRunner(options: TransactionOptions, bot: TurnLogic): RunTurn {
  const transaction = new TurnTransaction(options);
  const typing = new ShowTypingMiddleware(TYPING_AFTER_MS, TYPING_AGAIN_MS);
  // Inside the transaction, so that typing ends with the thinking: to a channel that is slow to take replies it would be one more.
  const withTyping =
    (logic: TurnLogic): TurnLogic =>
    async (context) => {
      let answered: Press | undefined;
      await typing.onTurn(context, async () => {
        answered = (await logic(context)) ?? undefined;
      });
      return answered;
    };
  return (context, channel, logic = bot) => transaction.run(context, channel, withTyping(logic));
}
