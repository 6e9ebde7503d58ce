import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import { checkClock } from '../../../src/doctor/checks/clock.ts';
import { probe } from '../../../src/doctor/probe.ts';

const SITE = 'https://assistant.example.org';

afterEach(() => nock.cleanAll());

describe('The clock', () => {
  const at = async (seconds: number, headers: Record<string, string> = {}) => {
    const Date_ = new Date(Date.now() + seconds * 1000).toUTCString();
    nock(SITE)
      .get('/')
      .reply(200, '', { Date: Date_, ...headers });
    return checkClock([undefined, await probe(SITE)]);
  };

  test.each([0, 240, -240])('passes where a server is %i seconds ahead', async (seconds) => {
    expect(await at(seconds)).toMatchObject({ outcome: 'ok', says: expect.stringContaining('example.org') });
  });

  test.each([
    [600, /^10 minutes behind that of assistant\.example\.org/],
    [-600, /^10 minutes ahead of that of assistant\.example\.org/],
  ])('fails where a server is %i seconds ahead', async (seconds, says) => {
    expect(await at(seconds)).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringContaining('NTP'),
    });
  });

  test('is not blamed for an answer out of a cache', async () => {
    expect(await at(-900, { Age: '900' })).toMatchObject({ outcome: 'ok' });
  });

  test('is skipped where no server sends the time', async () => {
    nock(SITE).get('/').reply(200);
    const silent = await probe(SITE);
    const reached = [silent, await probe('https://127.0.0.1:9/')];
    expect(checkClock(reached)).toMatchObject({ outcome: 'skipped' });
  });
});
