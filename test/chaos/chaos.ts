import { parseArgs } from 'node:util';
import { FAULTS } from './faults/index.ts';
import { HEAD, isGood, lineOf } from './outcome.ts';
import { World } from './world.ts';

/**
 * `npm run chaos`: kills, stops, starves and breaks the assistant and its store while people type, and prints what became of
 * everything that was confirmed. Fails where something was lost or doubled.
 * `-- --kills 20 --times 2 sqlite-kill postgres-crash` does some of it, and less often; `--minutes 5` ends each row of kills by then.
 */
const { values, positionals } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    times: { type: 'string', default: '3' },
    minutes: { type: 'string', default: 'Infinity' },
    pairs: { type: 'string', default: '200' },
  },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(FAULTS);

console.log(HEAD);
for (const name of names) {
  const fault = FAULTS[name];
  if (!fault) throw new Error(`there is no ${name}; there are ${Object.keys(FAULTS).join(', ')}`);
  const times = name.endsWith('-kill') ? values.kills : name.endsWith('-twins') ? values.pairs : values.times;
  const world = new World(Number(values.minutes));
  try {
    const outcome = await fault(world, Number(times));
    console.log(lineOf(outcome));
    if (!isGood(outcome)) process.exitCode = 1;
  } finally {
    await world.close();
  }
}
