import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder-core';
import type { RunTurn } from '../conversation/transaction.ts';

/** A message of the assistant, or what somebody sends. */
export type Message = Partial<Activity>;

/** What somebody does in a conversation: they come, write, or press a button. */
interface Sent {
  id: string;
  conversation: string;
  activity: Message;
  /** Where the assistant's own pages are reached. */
  pages: string;
}

/** Runs a turn in a conversation that nobody has, and returns the messages that a person would see. */
export async function sendInMemory(
  { id, conversation, activity, pages }: Sent,
  runTurn: RunTurn,
): Promise<Message[]> {
  const messages: Message[] = [];
  const context = new TurnContext(new SilentAdapter(), {
    id,
    channelId: 'memory',
    conversation: { id: conversation, isGroup: false, conversationType: '', name: '' },
    from: { id: 'person', name: '' },
    recipient: { id: 'assistant', name: '' },
    ...activity,
  });
  await runTurn(context, {
    scope: { stateId: conversation, isShared: false, keepsMessages: false, pages },
    afterCommit: async ({ replies }) => void messages.push(...replies),
  });
  return messages;
}

/** Sends nothing: the replies of a turn are taken after its commit, and that an answer is coming tells nobody. */
class SilentAdapter extends BotAdapter {
  override async sendActivities(_context: TurnContext, activities: Message[]): Promise<ResourceResponse[]> {
    return activities.map(() => ({ id: '' }));
  }

  override async updateActivity(): Promise<void> {}

  override async deleteActivity(): Promise<void> {}

  override async continueConversation(): Promise<void> {}
}
