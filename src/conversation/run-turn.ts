import { ShowTypingMiddleware, type TurnContext } from 'botbuilder-core';
import type { Press } from './incoming-message.ts';
import { type ChannelTurn, type TransactionOptions, type TurnLogic, TurnTransaction } from './transaction.ts';

/** A slow turn shows that an answer is coming, first after a second and then every two seconds. */
const TYPING_AFTER_MS = 1000;
const TYPING_AGAIN_MS = 2000;

/** Runs one turn of a channel, with the bot or with the logic of a message that the assistant sends first. */
export type RunTurn = (context: TurnContext, channel: ChannelTurn, logic?: TurnLogic) => Promise<void>;

/** Makes the function by which every channel runs its turns. */
export function turnRunner(options: TransactionOptions, bot: TurnLogic): RunTurn {
  const transaction = new TurnTransaction(options);
  const typing = new ShowTypingMiddleware(TYPING_AFTER_MS, TYPING_AGAIN_MS);
  // Typing runs inside the transaction and ends before the replies are delivered: a slow channel gets no further activity to take.
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
