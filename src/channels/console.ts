import { type Activity, type Middleware, TestAdapter } from 'botbuilder-core';
import type { BotLogic } from './bot-logic.ts';

/** Says one thing to the assistant as somebody new, and gives what a person without cards would read. */
export async function sayOnce(
  text: string,
  bot: BotLogic,
  middleware: readonly Middleware[],
): Promise<string> {
  const adapter = new TestAdapter(bot);
  adapter.use(...middleware);
  await adapter.processActivity(text);
  return adapter.activityBuffer.map(readableText).join('\n\n');
}

function readableText({ text, attachments = [] }: Partial<Activity>): string {
  return [text, ...attachments.map(({ content }) => content.fallbackText)].filter(Boolean).join('\n');
}
