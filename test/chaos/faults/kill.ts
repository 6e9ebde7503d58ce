import { setTimeout as after } from 'node:timers/promises';
import { LISTED, OUTBOX, TICKETS } from '../../../src/store/keys.ts';
import { openStore } from '../../../src/store/open.ts';
import { confirmedTicket } from '../../process/hand-over.ts';
import { CROWD, Crowd } from '../crowd.ts';
import type { Outcome } from '../outcome.ts';
import type { World } from '../world.ts';

/** Kills the process in the middle of the work, also while a ticket is on its way out by mail. */
export async function kill(world: World, times: number, database: string, fault: string): Promise<Outcome> {
  const settings = await world.mailSettings();
  let assistant = await world.start(database, settings);
  const crowd = await Crowd.open(CROWD, assistant.url);
  crowd.talk();
  const numbers: string[] = [];
  const before = world.mails.mails.length;
  let n = 0;
  for (; n < times && !world.isOver(); n++) {
    await crowd.untilConfirmed(1 + Math.floor(Math.random() * 20));
    if (n % 10 === 5) numbers.push((await confirmedTicket(assistant.url)).number);
    await after(Math.random() * 50);
    await assistant.kill('SIGKILL');
    assistant = await world.start(database, settings);
    crowd.moveTo(assistant.url);
  }
  await crowd.untilConfirmed(CROWD);
  await crowd.rest();
  const wrong = await ticketTrouble(world, database, numbers);
  const mails = world.mails.mails.length - before;
  const tally = await crowd.tally();
  await assistant.kill('SIGTERM');
  const seen = `${crowd.repeated} messages sent again; ${numbers.length} tickets in ${mails} mails`;
  return { fault, times: n, tally, seen, wrong };
}

/** Waits until everything is delivered, and compares the tickets that were confirmed with what is in the store and in the mailbox. */
async function ticketTrouble(world: World, database: string, numbers: readonly string[]): Promise<string[]> {
  const store = await openStore(database);
  try {
    const until = Date.now() + 180_000;
    while (Date.now() < until && (await store.list(OUTBOX)).length > 0) await after(200);
    const left = (await store.list(OUTBOX)).length;
    const missing: string[] = [];
    for (const number of numbers)
      if (!(await store.get(TICKETS + number)) || !(await store.get(LISTED + number))) missing.push(number);
    const ids = world.mails.mails.map(({ messageId }) => messageId ?? '');
    const unmailed = numbers.filter((number) => !ids.some((id) => id.includes(number)));
    return [
      ...(left > 0 ? [`${left} deliveries are still waiting after three minutes`] : []),
      ...(missing.length > 0 ? [`${missing.length} confirmed tickets are not in the store`] : []),
      ...(unmailed.length > 0 ? [`${unmailed.length} confirmed tickets were not mailed`] : []),
    ];
  } finally {
    await store.close();
  }
}
