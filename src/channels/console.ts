import { type Activity, type Middleware, TestAdapter, type TurnContext } from 'botbuilder-core';

/** Says one thing to the assistant as somebody new, and gives what a person without cards would read. */
export async function sayOnce(
  text: string,
  bot: (context: TurnContext) => Promise<void>,
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
