import { expect, test } from 'vitest';
import { makeCard } from '../../cards/card.ts';
import type { Button } from '../../cards/elements.ts';
import { optionList } from '../../cards/options.ts';
import { nodesIn } from './nodes.ts';

const LONG = 'A choice whose name is far too long for one line of a card';

function cardWith(button: Button) {
  return makeCard({ kind: 'test', notices: [], title: 'Test', body: () => [], buttons: [button] });
}

test('An option with a long name is a pressable box with the same action and plain text', () => {
  const { id, actions: acts, content } = cardWith({ title: LONG, data: { action: 'next' } });
  const [box] = nodesIn(content).filter(({ type }) => type === 'Container');
  expect(box?.selectAction).toEqual({
    type: 'Action.Submit',
    title: LONG,
    data: { action: 'next', card: id },
    associatedInputs: 'none',
  });
  expect(nodesIn(content).filter(({ type }) => type === 'ActionSet')).toEqual([]);
  expect(acts).toEqual([{ title: LONG, data: { action: 'next' } }]);
  expect(content.fallbackText).toBe(`[${LONG}]`);
});

test('A link with a long name is a pressable box', () => {
  const url = 'https://example.org/';
  const { content } = cardWith({ title: LONG, url });
  const [box] = nodesIn(content).filter(({ type }) => type === 'Container');
  expect(box?.selectAction).toEqual({ type: 'Action.OpenUrl', title: LONG, url });
  expect(content.fallbackText).toBe(`${LONG}: ${url}`);
});

test('An option with a short name is a button', () => {
  const { content } = cardWith({ title: 'Short', data: { action: 'next' } });
  expect(nodesIn(content).filter(({ type }) => type === 'Container')).toEqual([]);
});

test('Options look alike: where one of them is a box, all are', () => {
  const options = [LONG, 'Short'].map((title) => ({ button: { title, data: { action: 'next' } } as const }));
  expect(optionList(options, 'card').map(({ type }) => type)).toEqual(['Container', 'Container']);
  expect(optionList(options.slice(1), 'card').map(({ type }) => type)).toEqual(['ActionSet']);
});
