import { Client } from 'pg';
import { runSql } from '../../support/postgres.ts';
import { CROWD, Crowd } from '../crowd.ts';
import type { Outcome } from '../outcome.ts';
import type { World } from '../world.ts';
import { hasLogged, statusMs, turnsUnready } from './looks.ts';

/** Lets the database server crash, and starts it again. */
export async function postgresCrash(world: World, times: number): Promise<Outcome> {
  const server = await world.postgres();
  const assistant = await world.start(await server.newDatabase());
  const crowd = await Crowd.open(CROWD, assistant.url);
  crowd.talk();
  for (let n = 0; n < times; n++) {
    await crowd.untilConfirmed(CROWD);
    await server.stop('SIGQUIT');
    await crowd.untilRepeated(CROWD);
    await server.startAgain();
  }
  await crowd.untilConfirmed(CROWD);
  await crowd.rest();
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  return {
    fault: 'PostgreSQL is killed',
    times,
    tally,
    seen: `${crowd.repeated} messages sent again`,
    wrong: [],
  };
}

/** Freezes the database server with all its processes. */
export async function postgresFrozen(world: World, times: number): Promise<Outcome> {
  const server = await world.postgres();
  const database = await server.newDatabase();
  const assistant = await world.start(database);
  const crowd = await Crowd.open(CROWD, assistant.url);
  crowd.talk();
  let slowest = 0;
  const wrong: string[] = [];
  for (let n = 0; n < times; n++) {
    await crowd.untilConfirmed(CROWD);
    const goOn = await server.freeze(database);
    await crowd.untilRepeated(1);
    slowest = Math.max(slowest, await statusMs(assistant));
    if (!(await turnsUnready(assistant))) wrong.push('it counts as ready');
    goOn();
  }
  await crowd.untilConfirmed(CROWD);
  await crowd.rest();
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  const seen = `${crowd.repeated} messages sent again; other calls answered within ${slowest} ms`;
  return { fault: 'PostgreSQL is frozen (SIGSTOP) for longer than our patience', times, tally, seen, wrong };
}

/** Takes every connection that the database server has. */
export async function postgresCrowded(world: World, times: number): Promise<Outcome> {
  const server = await world.postgres();
  const database = await server.newDatabase();
  const assistant = await world.start(database);
  const crowd = await Crowd.open(CROWD, assistant.url);
  crowd.talk();
  const wrong: string[] = [];
  for (let n = 0; n < times; n++) {
    await crowd.untilConfirmed(CROWD);
    const others = await takeAllConnections(database);
    await crowd.untilRepeated(CROWD);
    if (!(await hasLogged(assistant, '"code":"53300"')))
      wrong.push('the log does not say that no connection is left');
    await Promise.all(others.map((client) => client.end()));
  }
  await crowd.untilConfirmed(CROWD);
  await crowd.rest();
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  return {
    fault: 'PostgreSQL has no connection left',
    times,
    tally,
    seen: `${crowd.repeated} messages sent again`,
    wrong,
  };
}

/** Ends the assistant's own connections and opens others until there is none left. */
async function takeAllConnections(database: string): Promise<Client[]> {
  const clients: Client[] = [];
  const others =
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
  await runSql(database, others).catch(() => undefined);
  for (;;) {
    const client = new Client({ connectionString: database });
    client.on('error', () => undefined);
    try {
      await client.connect();
      clients.push(client);
    } catch {
      return clients;
    }
  }
}
