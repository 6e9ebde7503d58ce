import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  addRows,
  countIn,
  packIn,
  type Row,
  rowsAfter,
} from '../../../../src/channels/webchat/packs/packs.ts';

const FOLDER = new URL('../../../../src/channels/webchat/packs/', import.meta.url);
const rowsFrom = (first: number, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `c|${first + index}`, type: 'message', text: 'words' }));

/** The pack of several turns of two rows each, as it is in the store. */
function packOf(turns: number): unknown {
  let packs = addRows(undefined, rowsFrom(1, 2), 1, 0);
  for (let turn = 1; turn < turns; turn++)
    packs = addRows(packs.at(-1), rowsFrom(1 + turn * 2, 2), 1 + turn * 2, 0);
  return JSON.parse(JSON.stringify(packs.at(-1)?.pack));
}

test('A dictionary never changes, or nobody could read what was stored with it', () => {
  const digest = createHash('sha256')
    .update(readFileSync(new URL('dictionary-1.txt', FOLDER)))
    .digest('hex');
  expect(digest).toBe('60964ec86c8522542f0ac9bb511777d1dc91e87a06f0bbee731abcb6bc4dca58');
});

test('A turn is added without reading those before it, and only the turns that are asked for are read', () => {
  const pack = packIn(packOf(3));
  if (!pack) throw new Error('there is no pack');
  pack.turns.splice(0, 2, { count: 2, deflated: 'unreadable' }, { count: 2, deflated: 'unreadable' });
  const [added] = addRows({ first: 1, pack }, rowsFrom(7, 2), 7, 0);
  expect([...rowsAfter(added?.pack, 1, 4)].map(([n, { id }]) => [n, id])).toEqual([
    [5, 'c|5'],
    [6, 'c|6'],
    [7, 'c|7'],
    [8, 'c|8'],
  ]);
  expect(() => [...rowsAfter(added?.pack, 1, 3)]).toThrow();
});

test('A row that was stored by itself is read beside the packs', () => {
  const [alone] = rowsFrom(3, 1);
  expect([...rowsAfter(alone, 3, 2)]).toEqual([[3, alone]]);
  expect([...rowsAfter(alone, 3, 3)]).toEqual([]);
  expect(countIn(alone)).toBe(1);
  expect(packIn(alone)).toBeUndefined();
});

test('A message with a card takes less than a third of its size', () => {
  const content = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: Array.from({ length: 12 }, (_, n) => ({ type: 'TextBlock', text: `line ${n}`, wrap: true })),
    actions: [{ type: 'Action.Submit', title: 'Go on', data: { action: 'next', card: 'a-card' } }],
  };
  const row = {
    id: 'c|1',
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
  const [packed] = addRows(undefined, [row], 1, 0);
  expect(packed?.pack.turns[0]?.deflated.length).toBeLessThan(JSON.stringify(row).length / 3);
});
