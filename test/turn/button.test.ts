import { expect, test } from 'vitest';
import { pressedOf } from '../../src/turn/button.ts';
import type { Act } from '../../src/turn/submit.ts';

const helpful: Act = { action: 'rate', question: 'which-browser', helpful: true };
const unhelpful: Act = { ...helpful, helpful: false };
const buttons = [{ act: helpful }, { act: unhelpful }, { act: { action: 'send' } as const }];

test('A button that was pressed is known though its form was filled in, and never taken for another', () => {
  expect(pressedOf(buttons, unhelpful)).toBe(buttons[1]);
  expect(pressedOf(buttons, { action: 'send', sentence: 'It is green', email: '' })).toBe(buttons[2]);
  expect(pressedOf(buttons, { action: 'next' })).toBeUndefined();
});
