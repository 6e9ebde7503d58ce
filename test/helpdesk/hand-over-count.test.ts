import { expect, test } from 'vitest';
import { handOverCount } from '../../src/helpdesk/hand-over-count.ts';
import { RULES } from '../../src/limits/rules.ts';
import { testLimits } from '../support/test-limits.ts';

const scopeOf = (stateId: string, sender?: string) => ({
  stateId,
  isShared: false,
  keepsMessages: false,
  sender,
});

test('A conversation makes so many hand-overs and no more, and others go on', async () => {
  const admit = handOverCount(testLimits());
  for (let ticket = 0; ticket < RULES.handOvers.limit; ticket++)
    expect(await admit(scopeOf('one', '203.0.113.7'))).toBe(true);
  expect(await admit(scopeOf('one', '198.51.100.1'))).toBe(false);
  expect(await admit(scopeOf('two', '203.0.113.7'))).toBe(true);
});

test('An address makes so many hand-overs from ever new conversations and no more; one that is not known counts nowhere', async () => {
  const admit = handOverCount(testLimits());
  const { limit } = RULES.handOversOfAddress;
  for (let ticket = 0; ticket < limit; ticket++)
    expect(await admit(scopeOf(`conversation-${ticket}`, '203.0.113.7'))).toBe(true);
  expect(await admit(scopeOf('another', '203.0.113.7'))).toBe(false);
  expect(await admit(scopeOf('elsewhere', '198.51.100.1'))).toBe(true);
  expect(await admit(scopeOf('in Teams'))).toBe(true);
});
