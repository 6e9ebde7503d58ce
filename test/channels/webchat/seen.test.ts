import { expect, test } from 'vitest';
import { echo, openChat, texts } from './support.ts';

test('A page says that its person is there, which the history does not keep', async () => {
  const names: (string | undefined)[] = [];
  const chat = await openChat({
    bot: async (context) => {
      if (context.activity.type !== 'event') return echo(context);
      names.push(context.activity.name);
    },
  });
  const person = await chat.openConversation();
  expect((await chat.call('POST', '/api/webchat/seen', person.token)).status).toBe(200);
  expect(names).toEqual(['seen']);
  expect(texts(await chat.activities(person))).toEqual(['welcome']);
});

test('Nobody says so for a conversation that is not open, or without its token', async () => {
  const chat = await openChat();
  const { token } = await chat.token();
  expect((await chat.call('POST', '/api/webchat/seen', token)).status).toBe(404);
  expect((await chat.call('POST', '/api/webchat/seen')).status).toBe(401);
});
