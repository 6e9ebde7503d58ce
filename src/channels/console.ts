import { type Activity, TestAdapter } from 'botbuilder-core';
import type { RunTurn } from '../conversation/transaction.ts';

/**
 * Sends one message to the assistant as a new person, who has asked for a language or for none, and returns the replies as a client
 * without cards shows them.
 */
export async function sayOnce(text: string, runTurn: RunTurn, language?: string): Promise<string> {
  const adapter = new TestAdapter((context) =>
    runTurn(context, {
      scope: { stateId: context.activity.conversation.id, isShared: false, keepsMessages: false },
      afterCommit: async ({ replies }) => {
        await context.adapter.sendActivities(context, replies);
      },
    }),
  );
  if (language !== undefined)
    await adapter.processActivity({ type: 'message', value: { action: 'language', language, card: '' } });
  adapter.activityBuffer.length = 0;
  await adapter.processActivity(text);
  return adapter.activityBuffer.map(readableText).join('\n\n');
}

function readableText({ text, attachments = [] }: Partial<Activity>): string {
  return [text, ...attachments.map(({ content }) => content.fallbackText)].filter(Boolean).join('\n');
}
