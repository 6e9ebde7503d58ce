import { expect, test } from 'vitest';
import type { CardAction } from '../../cards/action.ts';
import { pressedButton } from '../../cards/action.ts';

const helpful: CardAction = { action: 'rate', question: 'which-browser', helpful: true };
const unhelpful: CardAction = { ...helpful, helpful: false };
const buttons = [{ data: helpful }, { data: unhelpful }, { data: { action: 'send' } as const }];

test('A pressed button is found whatever its form holds, and never another one', () => {
  expect(pressedButton(buttons, unhelpful)).toBe(buttons[1]);
  expect(pressedButton(buttons, { action: 'send', sentence: 'It is green', email: '' })).toBe(buttons[2]);
  expect(pressedButton(buttons, { action: 'next' })).toBeUndefined();
});
