import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openLog } from '../../src/lib/log.ts';
import type { Limits } from '../../src/limits/limits.ts';
import { openLimits } from '../../src/limits/open.ts';
import { RULES } from '../../src/limits/rules.ts';
import { PostgresServer, runSql } from '../support/postgres.ts';

const ADDRESS = '203.0.113.7';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());

/** Opens the limits of one process, with the warnings that it logs. */
async function openProcess(databaseUrl: string): Promise<{ limits: Limits; warnings: string[] }> {
  const warnings: string[] = [];
  const log = openLog('silent');
  log.warn = (_fields: unknown, message?: string) => void warnings.push(String(message));
  const limits = await openLimits({ databaseUrl, addressOf: () => ADDRESS, log });
  onTestFinished(() => limits.close());
  return { limits, warnings };
}

describe('Limits in PostgreSQL', () => {
  test('are counted for all processes together, which may begin at the same moment', async () => {
    const url = await server.newDatabase();
    const [one, other] = await Promise.all([openProcess(url), openProcess(url)]);
    const calls = Array.from({ length: RULES.handOvers.limit + 4 }, (_, call) =>
      (call % 2 ? one : other).limits.refusal('handOvers', 'conversation-1'),
    );
    const refusals = (await Promise.all(calls)).filter((refusal) => refusal !== undefined);
    expect(refusals).toHaveLength(4);
    expect(refusals.filter(({ isFirst }) => isFirst)).toHaveLength(1);
    for (const { retryMs } of refusals) expect(retryMs).toBeGreaterThan(0);
    expect(await one.limits.refusal('handOvers', 'conversation-2')).toBeUndefined();
    expect([...one.warnings, ...other.warnings]).not.toContain(
      'calls cannot be counted, so no limit applies',
    );
  });

  test('begin while another process is making the table', async () => {
    const url = await server.newDatabase();
    const other = new Client(url);
    await other.connect();
    onTestFinished(() => other.end());
    await other.query('BEGIN');
    await other.query('CREATE TABLE rate_limits (key text PRIMARY KEY, points integer, expire bigint)');
    const opened = openProcess(url);
    const isWaiting = async () => {
      await other.query('SELECT pg_stat_clear_snapshot()');
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return (await other.query(waiting)).rowCount === 1;
    };
    await expect.poll(isWaiting).toBe(true);
    await other.query('COMMIT');
    const { limits } = await opened;
    expect(await limits.refusal('handOvers', 'conversation-1')).toBeUndefined();
  });

  test('are counted for a user who may create no tables, once there is the table', async () => {
    const owner = await server.newDatabase();
    await runSql(owner, `CREATE ROLE counting LOGIN PASSWORD 'counting'`);
    const guest = Object.assign(new URL(owner), { username: 'counting', password: 'counting' }).href;
    await expect(openProcess(guest)).rejects.toThrow(/DATABASE_URL.*rate_limits.*permission denied/);
    await openProcess(owner);
    await runSql(owner, 'GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO counting');
    const { limits, warnings } = await openProcess(guest);
    for (let call = 0; call < RULES.handOvers.limit; call++)
      await limits.refusal('handOvers', 'conversation-1');
    expect(await limits.refusal('handOvers', 'conversation-1')).toBeDefined();
    expect(warnings).not.toContain('calls cannot be counted, so no limit applies');
  });

  test('name no address and no conversation in the database, and expire', async () => {
    const url = await server.newDatabase();
    const { limits } = await openProcess(url);
    await limits.refusal('tokens', ADDRESS);
    await limits.refusal('messages', 'conversation-1');
    const rows = JSON.stringify(await runSql(url, 'SELECT key, expire FROM rate_limits ORDER BY key'));
    expect(rows).toMatch(/"messages:[\w-]{22}".*"tokens:\d{1,6}"/);
    expect(rows).not.toMatch(/203\.0\.113|conversation-1|"expire":null/);
  });

  test('let everybody in while the database is gone, without waiting each time, and count again afterwards', async () => {
    const url = await server.newDatabase();
    const { limits, warnings } = await openProcess(url);
    await server.stop();
    try {
      for (let call = 0; call < RULES.handOvers.limit + 5; call++)
        expect(await limits.refusal('handOvers', 'conversation-1')).toBeUndefined();
      expect(warnings).toEqual(['calls cannot be counted, so no limit applies']);
    } finally {
      await server.startAgain();
    }
    await expect
      .poll(() => limits.refusal('handOvers', 'conversation-1'), { timeout: 60_000, interval: 50 })
      .toMatchObject({ retryMs: expect.any(Number) });
  });
});
