import { DatabaseSync } from 'node:sqlite';
import { setTimeout as after } from 'node:timers/promises';
import { CROWD, Crowd } from '../crowd.ts';
import type { Outcome } from '../outcome.ts';
import type { World } from '../world.ts';
import { stopTrouble } from './looks.ts';

/** The state of the store in which the process is stopped. */
interface State {
  fault: string;
  /** Brings the state about; returns the function that ends it. */
  begin?: () => Promise<() => void>;
}

/** Stops the process as a container's host does, in a state of its store, and starts it again. */
export async function sigterm(
  world: World,
  times: number,
  database: string,
  { fault, begin }: State,
): Promise<Outcome> {
  let assistant = await world.start(database);
  const crowd = await Crowd.open(CROWD, assistant.url);
  crowd.talk();
  let slowest = 0;
  const wrong: string[] = [];
  for (let n = 0; n < times; n++) {
    await crowd.untilConfirmed(CROWD);
    const end = await begin?.();
    // Long enough for everybody to have a turn that waits.
    if (end) await after(500);
    const stop = await stopTrouble(assistant);
    slowest = Math.max(slowest, stop.ms);
    wrong.push(...stop.wrong);
    end?.();
    assistant = await world.start(database);
    crowd.moveTo(assistant.url);
  }
  await crowd.untilConfirmed(CROWD);
  await crowd.rest();
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  return { fault, times, tally, seen: `stopped within ${slowest} ms, with exit code 0`, wrong };
}

export async function sigtermWhileLocked(world: World, times: number): Promise<Outcome> {
  const file = world.newFile();
  return sigterm(world, times, `file:${file}`, {
    fault: 'SIGTERM while another program locks the SQLite file',
    begin: async () => {
      const other = new DatabaseSync(file);
      other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
      return () => other.close();
    },
  });
}

export async function sigtermWhileFrozen(world: World, times: number): Promise<Outcome> {
  const server = await world.postgres();
  const database = await server.newDatabase();
  return sigterm(world, times, database, {
    fault: 'SIGTERM while PostgreSQL is frozen',
    begin: () => server.freeze(database),
  });
}
