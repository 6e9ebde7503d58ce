import { expect, test } from 'vitest';
import { TestChannel } from './test-channel.ts';

test('The memory of dialogs is configured once, and holds nothing of another turn', async () => {
  const configurations = new Set<unknown>();
  const heard: unknown[] = [];
  const channel = new TestChannel({
    bot: async ({ dc }) => {
      configurations.add(dc.state.configuration);
      heard.push(dc.state.getValue('turn.activity.text'), dc.state.getValue('turn.noted'));
      dc.state.setValue('turn.noted', 'only now');
    },
  });
  await channel.receive({ text: 'one' });
  await channel.receive({ text: 'two' }, 'another talk');
  expect(configurations.size).toBe(1);
  expect(heard).toEqual(['one', undefined, 'two', undefined]);
});
