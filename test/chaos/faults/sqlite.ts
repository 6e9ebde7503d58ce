import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as after } from 'node:timers/promises';
import { refusedStart } from '../../support/assistant-process.ts';
import { CROWD, Crowd } from '../crowd.ts';
import type { Outcome } from '../outcome.ts';
import type { World } from '../world.ts';
import { hasLogged, statusMs, stopTrouble, turnsUnready } from './looks.ts';

/** Lets the file grow to a limit, and then gives it room again. */
export async function diskFull(world: World, times: number): Promise<Outcome> {
  const file = world.newFile();
  const database = `file:${file}`;
  // The first start brings the file to its size, so that the limit is met by what people write.
  const first = await world.start(database);
  const crowd = await Crowd.open(CROWD, first.url);
  await first.kill('SIGTERM');
  const wrong: string[] = [];
  let freeze = 0;
  for (let n = 0; n < times; n++) {
    const limited = await world.start(database, {}, blocksOf(file) + 400);
    crowd.moveTo(limited.url);
    crowd.talk();
    await crowd.untilRepeated(CROWD);
    freeze = Math.max(freeze, await statusMs(limited));
    if (!(await hasLogged(limited, '"kind":"full"')))
      wrong.push('the log does not say that there is no room');
    if (!(await turnsUnready(limited))) wrong.push('it counts as ready');
    await crowd.rest();
    const stop = await stopTrouble(limited);
    wrong.push(...stop.wrong);
  }
  const assistant = await world.start(database);
  crowd.moveTo(assistant.url);
  crowd.talk();
  await crowd.untilConfirmed(CROWD);
  await crowd.rest();
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  return {
    fault: 'no room for the SQLite file (a limit on the size of files)',
    times,
    tally,
    seen: `${crowd.repeated} messages sent again, all taken once there was room; other calls answered within ${freeze} ms`,
    wrong,
  };
}

/** Deletes the file under the process, and looks that nothing is confirmed any more; then the backup is brought back. */
export async function fileDeleted(world: World, times: number): Promise<Outcome> {
  const file = world.newFile();
  const wrong: string[] = [];
  let assistant = await world.start(`file:${file}`);
  const crowd = await Crowd.open(CROWD, assistant.url);
  for (let n = 0; n < times; n++) {
    crowd.talk();
    await crowd.untilConfirmed(2 * CROWD);
    await crowd.rest();
    backUp(file);
    const { confirmed } = crowd;
    rmSync(file);
    crowd.talk();
    await crowd.untilRepeated(2 * CROWD);
    await crowd.rest();
    if (crowd.confirmed > confirmed)
      wrong.push(`${crowd.confirmed - confirmed} were confirmed without a file`);
    if (!(await turnsUnready(assistant))) wrong.push('it counts as ready');
    if (!(await hasLogged(assistant, '"kind":"missing"')))
      wrong.push('the log does not say that the file is gone');
    await assistant.kill('SIGKILL');
    bringBack(file);
    assistant = await world.start(`file:${file}`);
    crowd.moveTo(assistant.url);
  }
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  return {
    fault: 'the SQLite file is deleted under the process',
    times,
    tally,
    seen: 'nothing was confirmed without a file',
    wrong,
  };
}

/** Damages pages in the middle of the file, and looks that the start refuses it; then the backup is brought back. */
export async function corruptPages(world: World, times: number): Promise<Outcome> {
  const file = world.newFile();
  const wrong: string[] = [];
  let assistant = await world.start(`file:${file}`);
  const crowd = await Crowd.open(CROWD, assistant.url);
  for (let n = 0; n < times; n++) {
    crowd.talk();
    await crowd.untilConfirmed(2 * CROWD);
    await crowd.rest();
    await assistant.kill('SIGTERM');
    backUp(file);
    const bytes = readFileSync(file);
    const page = 2 + Math.floor(Math.random() * (bytes.length / 4096 - 3));
    bytes.fill(0x5a, page * 4096, (page + 1) * 4096);
    writeFileSync(file, bytes);
    const { code, printed } = await refusedStart({ DATABASE_URL: `file:${file}` });
    if (code !== 1 || !/damaged.*backup/.test(printed)) wrong.push(`page ${page}: the start was not refused`);
    bringBack(file);
    assistant = await world.start(`file:${file}`);
    crowd.moveTo(assistant.url);
  }
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  return {
    fault: 'a damaged page of the SQLite file',
    times,
    tally,
    seen: 'every start was refused, and went well with the backup',
    wrong,
  };
}

/** Lets another program hold the lock for writing for seconds. */
export async function locked(world: World, times: number): Promise<Outcome> {
  const file = world.newFile();
  const assistant = await world.start(`file:${file}`);
  const crowd = await Crowd.open(CROWD, assistant.url);
  crowd.talk();
  let slowest = 0;
  for (let n = 0; n < times; n++) {
    await crowd.untilConfirmed(CROWD);
    const other = new DatabaseSync(file);
    other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
    const until = Date.now() + (n % 2 === 0 ? 2_000 : 7_000);
    while (Date.now() < until) {
      slowest = Math.max(slowest, await statusMs(assistant));
      await after(20);
    }
    other.exec('COMMIT');
    other.close();
  }
  await crowd.untilConfirmed(CROWD);
  await crowd.rest();
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  const seen = `held for 2 and 7 s; ${crowd.repeated} messages sent again; other calls answered within ${slowest} ms`;
  return { fault: 'another program locks the SQLite file', times, tally, seen, wrong: [] };
}

/** Copies the file together with what is not in it yet. */
function backUp(file: string): void {
  const database = new DatabaseSync(file);
  rmSync(`${file}.backup`, { force: true });
  database.exec(`VACUUM INTO '${file}.backup'`);
  database.close();
}

function bringBack(file: string): void {
  copyFileSync(`${file}.backup`, file);
  for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true });
}

function blocksOf(file: string): number {
  return Math.ceil(statSync(file).size / 512);
}
