import type { TurnContext } from 'botbuilder-core';
import { describe, expect, test } from 'vitest';
import { openChat } from './support.ts';

/** Replies with the value of the activity that opened the chat. */
async function tell(context: TurnContext): Promise<void> {
  await context.sendActivity(JSON.stringify(context.activity.value ?? null));
}

async function opened() {
  const chat = await openChat({ bot: tell });
  const token = await chat.token();
  return {
    chat,
    token,
    start: (body: unknown) => chat.call('POST', '/v3/directline/conversations', token.token, body),
  };
}

describe('A conversation that is opened at a step', () => {
  test('tells the bot the step', async () => {
    const { chat, token, start } = await opened();
    expect((await start({ start: 'two-factor/app-install' })).status).toBe(201);
    expect((await chat.activities(token)).activities.map(({ text }) => text)).toEqual([
      '{"start":"two-factor/app-install"}',
    ]);
  });

  test('tells the bot what the conversation ends with in this browser', async () => {
    const { chat, token, start } = await opened();
    expect((await start({ lasts: 'for ever' })).status).toBe(400);
    expect((await start({ lasts: 'tab' })).status).toBe(201);
    expect((await chat.activities(token)).activities.map(({ text }) => text)).toEqual(['{"lasts":"tab"}']);
  });

  test.each(['//evil.example', '<script>/x', 'a/b/c', 'A/b', '', `${'x'.repeat(61)}/y`, 7, {}])(
    'is refused where the step is malformed: %j',
    async (step) => {
      const { start } = await opened();
      const { status, body } = await start({ start: step });
      expect([status, body.error.code]).toEqual([400, 'BadArgument']);
    },
  );
});
