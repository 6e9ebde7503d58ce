import { describe, expect, test } from 'vitest';
import { newState, readState } from '../../src/conversation/state.ts';

describe('What was asked last', () => {
  const topic = { card: 'c', text: 'which browser?', intent: 'which-browser', others: ['service-down'] };

  test('is read as it was kept', () => {
    expect(readState({ ...newState(), topic }).topic).toEqual(topic);
  });

  test.each([{ text: 1 }, 'which browser?', { ...topic, others: 'none' }])(
    'costs nobody their place where it cannot be read, such as %j',
    (broken) => {
      expect(readState({ ...newState(), topic: broken })).toEqual(newState());
    },
  );

  test('is missing in a conversation of an earlier release', () => {
    expect(readState(newState()).topic).toBeUndefined();
  });
});
