import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RULES, type Scope } from '../../src/limits/rules.ts';
import { testLimits } from '../support/test-limits.ts';

const HOSPITAL = '203.0.113.7';
const PEOPLE = Array.from({ length: 300 }, (_, number) => `conversation-${number}`);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Counts calls on a clock of its own, and remembers which were refused. */
function openWard() {
  const limits = testLimits();
  const refused: Scope[] = [];
  const call = async (scope: Scope, key = HOSPITAL, times = 1) => {
    for (let time = 0; time < times; time++) if (await limits.refusal(scope, key)) refused.push(scope);
  };
  return {
    refused,
    call,
    /** Opens the page with everything that it loads, a token, the conversation and a stream. */
    async open(scope: 'new' | 'again') {
      await call('requests', HOSPITAL, 30);
      await call('tokens');
      if (scope === 'new') {
        await call('newConversations');
        await call('newConversationsOfDay');
      }
      await call('messagesOfAddress');
      await call('newStreams');
    },
    async say(conversation: string) {
      await call('requests');
      await call('messages', conversation);
      await call('messagesOfAddress');
    },
  };
}

describe('300 people of a hospital with one address', () => {
  test('all open the page, write, poll and come back after a restart, and none is refused', async () => {
    const { refused, call, open, say } = openWard();
    for (const _ of PEOPLE) await open('new');
    for (let second = 0; second < 120; second++) {
      // Their network lets no WebSocket through, so the pages poll.
      await call('requests', HOSPITAL, PEOPLE.length);
      for (const [number, conversation] of PEOPLE.entries())
        if ((number + second) % 5 === 0) await say(conversation);
      // The assistant has been restarted: every page comes back, and half of them twice.
      if (second === 60) for (const [number] of PEOPLE.entries()) await open(number % 2 ? 'again' : 'new');
      if (second === 63) for (const _ of PEOPLE) await open('again');
      vi.advanceTimersByTime(1000);
    }
    expect(refused).toEqual([]);
  });

  test('one of them clicks as fast as people do', async () => {
    const { refused, say } = openWard();
    for (let click = 0; click < 300; click++) {
      await say('conversation-1');
      vi.advanceTimersByTime(400);
    }
    expect(refused).toEqual([]);
  });
});

describe('A flood', () => {
  test.each<[string, Scope, number, number]>([
    ['5,000 tokens in 3.6 seconds', 'tokens', 5_000, 3_600],
    ['413 new conversations a second', 'newConversations', 4_130, 10_000],
    ['1,210 messages in one conversation in 3 seconds', 'messages', 1_210, 3_000],
    ['200 hand-overs in 3 seconds', 'handOversOfAddress', 200, 3_000],
    ['a sign-in every 10 ms', 'signIns', 500, 5_000],
  ])('of %s is met by a limit, and let in again when it is over', async (_what, scope, calls, ms) => {
    const { refused, call } = openWard();
    for (let number = 0; number < calls; number++) {
      await call(scope);
      vi.advanceTimersByTime(ms / calls);
    }
    expect(refused).toHaveLength(calls - RULES[scope].limit);
    expect(refused.length).toBeGreaterThanOrEqual(calls / 2);
    vi.advanceTimersByTime(RULES[scope].seconds * 1000);
    refused.length = 0;
    await call(scope);
    expect(refused).toEqual([]);
  });

  test('from one address is no trouble for another, nor from one conversation', async () => {
    const { refused, call } = openWard();
    await call('tokens', HOSPITAL, 3_000);
    await call('messages', 'conversation-1', 300);
    refused.length = 0;
    await call('tokens', '198.51.100.1');
    await call('messages', 'conversation-2');
    expect(refused).toEqual([]);
  });
});
