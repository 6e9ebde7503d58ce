import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { Crowd } from '../crowd.ts';
import type { Outcome } from '../outcome.ts';
import type { World } from '../world.ts';

/** Sends each message to two processes at the same moment, as a proxy does that repeats what took too long. */
export async function twins(world: World, times: number, database: string, fault: string): Promise<Outcome> {
  const [one, other] = [await world.start(database), await world.start(database)];
  const crowd = await Crowd.open(4, one.url);
  let [different, unanswered] = [0, 0];
  await Promise.all(
    crowd.people.map(async (person, at) => {
      for (let n = at; n < times; n += crowd.people.length) {
        const id = randomUUID();
        const [left, right] = await Promise.all(
          [one.url, other.url].map((url) => person.sendOnce('next', id, url)),
        );
        if (left === undefined || right === undefined) unanswered++;
        else if (left !== right) different++;
        // The limit of a conversation counts both.
        await after(600);
      }
    }),
  );
  const tally = await crowd.tally();
  await Promise.all([one.kill('SIGTERM'), other.kill('SIGTERM')]);
  return {
    fault,
    times,
    tally,
    seen: `${different} pairs were answered with two ids`,
    wrong: [
      ...(different > 0 ? ['one of them answered with an id that was not kept'] : []),
      ...(unanswered > 0 ? [`${unanswered} were not answered by both`] : []),
    ],
  };
}
