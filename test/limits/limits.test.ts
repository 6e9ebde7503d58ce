import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { HttpError } from '../../src/http/http-error.ts';
import { Limits } from '../../src/limits/limits.ts';
import { RULES } from '../../src/limits/rules.ts';
import { testLimits } from '../support/test-limits.ts';

const ADDRESS = '203.0.113.7';

afterEach(() => void vi.useRealTimers());

/** Limits over one counter of the test's own, with what they log. */
function openLimits(counter: RateLimiterMemory) {
  const lines: string[] = [];
  const log = {
    info() {},
    warn: (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`),
    error() {},
  };
  const counters = { of: () => counter, close: async () => undefined };
  const limits = new Limits({ counters, secret: 'secret', addressOf: () => ADDRESS, log: log as never });
  return { limits, lines };
}

class Broken extends RateLimiterMemory {
  isBroken = true;
  calls = 0;

  override async consume(key: string | number): Promise<never> {
    this.calls += 1;
    if (this.isBroken) throw new Error('the counters are gone');
    return super.consume(key) as Promise<never>;
  }
}

describe('A call beyond the limit', () => {
  test('is refused with the time after which to try again', async () => {
    const limits = testLimits();
    for (let call = 0; call < RULES.signIns.limit; call++) await limits.check('signIns', ADDRESS);
    const error = await limits.check('signIns', ADDRESS).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 429, code: 'TooManyRequests' });
    const { headers } = error as HttpError;
    expect(Number(headers['Retry-After'])).toBeGreaterThan(RULES.signIns.seconds / 2);
    expect(Number(headers['Retry-After'])).toBeLessThanOrEqual(RULES.signIns.seconds);
  });

  test('is told from those after it, so that somebody is told once', async () => {
    const limits = testLimits();
    for (let call = 0; call < RULES.handOvers.limit; call++) await limits.check('handOvers', 'one');
    expect(await limits.refusal('handOvers', 'one')).toMatchObject({ isFirst: true });
    expect(await limits.refusal('handOvers', 'one')).toMatchObject({ isFirst: false });
    expect(await limits.refusal('handOvers', 'one')).toMatchObject({ isFirst: false });
  });

  test('is counted for the metrics and logged once a minute, without an address or a conversation', async () => {
    vi.useFakeTimers();
    const { limits, lines } = openLimits(new RateLimiterMemory({ points: 1, duration: 600 }));
    for (let call = 0; call < 50; call++) await limits.refusal('tokens', ADDRESS);
    for (let call = 0; call < 50; call++) await limits.refusal('messages', 'conversation-1');
    expect(lines).toEqual([
      'calls beyond a limit are refused {"scope":"tokens"}',
      'calls beyond a limit are refused {"scope":"messages"}',
    ]);
    vi.advanceTimersByTime(60_000);
    await limits.refusal('tokens', ADDRESS);
    expect(lines).toHaveLength(3);
    const [metric] = limits.metrics();
    expect(metric?.samples).toContainEqual({ labels: { scope: 'tokens' }, value: 50 });
    expect(metric?.samples).toContainEqual({ labels: { scope: 'messages' }, value: 49 });
    expect(metric?.samples).toContainEqual({ labels: { scope: 'signIns' }, value: 0 });
  });
});

describe('The counters', () => {
  test('know neither an address nor a conversation, and have a bounded number for all addresses', async () => {
    const counter = new RateLimiterMemory({ points: 9, duration: 600 });
    const { limits } = openLimits(counter);
    await limits.refusal('tokens', ADDRESS);
    await limits.refusal('messages', 'conversation-1');
    const keys = counter.dump().storage.map(({ key }) => String(key));
    expect(keys).toHaveLength(2);
    expect(Number(keys[0])).toBeLessThan(2 ** 18);
    expect(keys[1]).toMatch(/^[\w-]{22}$/);
  });

  test('forget everything when its time is over', async () => {
    vi.useFakeTimers();
    const counter = new RateLimiterMemory({ points: 9, duration: 60 });
    const { limits } = openLimits(counter);
    for (let client = 0; client < 100; client++) await limits.refusal('tokens', `10.0.0.${client}`);
    expect(counter.dump().storage).toHaveLength(100);
    vi.advanceTimersByTime(60_000);
    expect(counter.dump().storage).toEqual([]);
  });

  test('let everybody in while they fail, are left alone for a moment, and say so once a minute', async () => {
    vi.useFakeTimers();
    const counter = new Broken({ points: 1, duration: 600 });
    const { limits, lines } = openLimits(counter);
    for (let call = 0; call < 100; call++) {
      expect(await limits.refusal('tokens', ADDRESS)).toBeUndefined();
      await limits.checkAddress('newStreams', {} as IncomingMessage);
    }
    expect(counter.calls).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('calls cannot be counted, so no limit applies');
    vi.advanceTimersByTime(59_000);
    await limits.refusal('tokens', ADDRESS);
    expect(lines).toHaveLength(1);
    vi.advanceTimersByTime(5_000);
    await limits.refusal('tokens', ADDRESS);
    expect(lines).toHaveLength(2);
    counter.isBroken = false;
    vi.advanceTimersByTime(5_000);
    await limits.refusal('tokens', ADDRESS);
    expect(await limits.refusal('tokens', ADDRESS)).toMatchObject({ isFirst: false });
  });
});
