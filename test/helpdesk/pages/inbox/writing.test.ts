import { expect, onTestFinished, test } from 'vitest';
import { type Writing, WritingBroadcast } from '../../../../src/helpdesk/pages/inbox/writing.ts';
import { openMemoryStore } from '../../../../src/store/memory.ts';
import type { Store } from '../../../../src/store/store.ts';
import { ANN } from '../support.ts';

const WRITING: Writing = { ticket: 'KMR-FTZ', agent: ANN };

/** Opens the broadcasts of processes that share a store. */
function openProcesses(count: number) {
  const hearers = new Set<(text: string) => void>();
  const store: Store = {
    ...openMemoryStore(),
    isShared: true,
    async tell(text) {
      for (const heard of [...hearers].slice(1)) heard(text);
    },
    hear(heard) {
      hearers.add(heard);
      return () => void hearers.delete(heard);
    },
  };
  const processes = Array.from({ length: count }, () => {
    const shown: Writing[] = [];
    const broadcast = new WritingBroadcast(store, (writing) => shown.push(writing));
    onTestFinished(() => broadcast.close());
    return { broadcast, shown };
  });
  return { store, processes };
}

test('Who is typing is shown in every process', async () => {
  const { processes } = openProcesses(3);
  await processes[0]?.broadcast.send(WRITING);
  expect(processes.map(({ shown }) => shown)).toEqual([[WRITING], [WRITING], [WRITING]]);
});

test('What processes tell each other about something else, or in another release, shows nobody', async () => {
  const { processes, store } = openProcesses(2);
  for (const text of ['eyJhbGciOiJkaXIifQ..x', '{', '{"writing":{"ticket":1}}', '{"other":true}'])
    await store.tell(text);
  expect(processes.map(({ shown }) => shown)).toEqual([[], []]);
});

test('A process that stops hears no more', async () => {
  const { processes } = openProcesses(2);
  processes[1]?.broadcast.close();
  await processes[0]?.broadcast.send(WRITING);
  expect(processes[1]?.shown).toEqual([]);
});
