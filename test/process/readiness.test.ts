import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ApiKeys } from '../../src/helpdesk/api-keys.ts';
import { type AssistantProcess, startProcess } from '../support/assistant-process.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { PostgresServer } from '../support/postgres.ts';
import { inStore, newDatabase } from './store-beside.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await PostgresServer.start();
});
afterAll(() => postgres.remove());

const running: AssistantProcess[] = [];
afterEach(async () => {
  for (const assistant of running.splice(0)) await assistant.kill('SIGKILL');
});

/** Starts the assistant on a database, with a key, and waits until it is ready. */
async function ready(database: string) {
  const assistant = await startProcess({ DATABASE_URL: database });
  running.push(assistant);
  const key = await inStore(database, (store) => new ApiKeys(store).make('monitoring'));
  const headers = { Authorization: `Bearer ${key}` };
  const look = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(assistant.url + path, init);
    return { status: response.status, body: await response.json() };
  };
  await expect.poll(() => look('readyz')).toMatchObject({ status: 200 });
  // Prometheus asks with the key all the time, so that the process knows it.
  expect((await fetch(`${assistant.url}metrics`, { headers })).status).toBe(200);
  return {
    assistant,
    stranger: () => look('readyz'),
    monitoring: () => look('readyz', { headers }),
    alive: () => look('livez'),
  };
}

describe('The assistant is alive and not ready', () => {
  test('while PostgreSQL is down; it asks people to come again, and is ready once PostgreSQL is back', async () => {
    const { assistant, stranger, monitoring, alive } = await ready(await postgres.newDatabase());
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    await postgres.stop('SIGQUIT');
    await expect.poll(stranger).toEqual({ status: 503, body: { status: 'unavailable' } });
    const { body } = await monitoring();
    expect(body).toEqual({
      status: 'unavailable',
      missing: { store: expect.stringMatching(/^unreachable \(/) },
    });
    expect((await alive()).status).toBe(200);
    const refused = await person.post({ type: 'message', text: 'start' });
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true]);
    expect(await refused.json()).toMatchObject({ error: { code: 'Unavailable' } });

    await postgres.startAgain();
    await expect.poll(stranger).toMatchObject({ status: 200 });
  });

  test('after its database file was deleted under it', async () => {
    const database = newDatabase();
    const { stranger, monitoring } = await ready(database);
    rmSync(database.replace('file:', ''));
    await expect.poll(stranger).toMatchObject({ status: 503 });
    expect((await monitoring()).body).toMatchObject({
      missing: { store: expect.stringMatching(/^missing \(/) },
    });
  });
});
