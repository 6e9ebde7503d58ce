import { type Activity, TestAdapter } from 'botbuilder-core';
import type { RunTurn } from '../conversation/transaction.ts';

/** Sends one message to the assistant as a new person, and returns the replies as a client without cards shows them. */
export async function sayOnce(text: string, runTurn: RunTurn): Promise<string> {
  const adapter = new TestAdapter((context) =>
    runTurn(context, {
      scope: { stateId: context.activity.conversation.id, isShared: false, keepsMessages: false },
      afterCommit: async ({ replies }) => {
        await context.adapter.sendActivities(context, replies);
      },
    }),
  );
  await adapter.processActivity(text);
  return adapter.activityBuffer.map(readableText).join('\n\n');
}

function readableText({ text, attachments = [] }: Partial<Activity>): string {
  return [text, ...attachments.map(({ content }) => content.fallbackText)].filter(Boolean).join('\n');
}
