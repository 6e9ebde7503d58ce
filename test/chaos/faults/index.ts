import type { Outcome } from '../outcome.ts';
import type { World } from '../world.ts';
import { kill } from './kill.ts';
import { postgresCrash, postgresCrowded, postgresFrozen } from './postgres.ts';
import { sigterm, sigtermWhileFrozen, sigtermWhileLocked } from './sigterm.ts';
import { corruptPages, diskFull, fileDeleted, locked } from './sqlite.ts';
import { twins } from './twins.ts';

/** Does something terrible `times` times while people type, and looks what became of what was confirmed. */
export type Fault = (world: World, times: number) => Promise<Outcome>;

/** Every fault by the name under which it can be asked for. */
export const FAULTS: Record<string, Fault> = {
  'sqlite-kill': async (world, times) => kill(world, times, `file:${world.newFile()}`, 'kill -9 on SQLite'),
  'postgres-kill': async (world, times) =>
    kill(world, times, await newPostgresDatabase(world), 'kill -9 on PostgreSQL'),
  'sqlite-twins': async (world, times) =>
    twins(world, times, `file:${world.newFile()}`, 'the same message to two processes on one SQLite file'),
  'postgres-twins': async (world, times) =>
    twins(
      world,
      times,
      await newPostgresDatabase(world),
      'the same message to two processes on one PostgreSQL',
    ),
  'sqlite-full': diskFull,
  'sqlite-deleted': fileDeleted,
  'sqlite-corrupt': corruptPages,
  'sqlite-locked': locked,
  'postgres-crash': postgresCrash,
  'postgres-frozen': postgresFrozen,
  'postgres-crowded': postgresCrowded,
  'sqlite-sigterm': async (world, times) =>
    sigterm(world, times, `file:${world.newFile()}`, { fault: 'SIGTERM under load on SQLite' }),
  'postgres-sigterm': async (world, times) =>
    sigterm(world, times, await newPostgresDatabase(world), { fault: 'SIGTERM under load on PostgreSQL' }),
  'sqlite-sigterm-locked': sigtermWhileLocked,
  'postgres-sigterm-frozen': sigtermWhileFrozen,
};

async function newPostgresDatabase(world: World): Promise<string> {
  return (await world.postgres()).newDatabase();
}
