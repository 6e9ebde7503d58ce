import { cpus, release, type } from 'node:os';
import { measureHeap } from './heap.ts';
import { measureInbox } from './inbox.ts';
import { measureLearning } from './learning.ts';
import { measureLongChat } from './long-chat.ts';
import { measurePages } from './pages.ts';
import { type Bench, tableOf } from './ratio.ts';
import { measureSoak } from './soak.ts';
import { measureStart } from './start.ts';
import { measureStore } from './store.ts';
import { measureTurns } from './turns.ts';
import { measureWebChat } from './web-chat.ts';

/**
 * `npm run bench`: prints how fast the assistant is beside what it is built on, measured in the same run on the same machine, as
 * ratios. `-- turns` measures one row of them only, `--json` prints them for a program. A further bench is a line in this list.
 */
const BENCHES: Record<string, Bench> = {
  turns: measureTurns,
  'web-chat': measureWebChat,
  store: measureStore,
  start: measureStart,
  learning: measureLearning,
  pages: measurePages,
  heap: measureHeap,
  inbox: measureInbox,
  soak: measureSoak,
  'long-chat': measureLongChat,
};

const asJson = process.argv.includes('--json');
const asked = process.argv.slice(2).filter((argument) => argument in BENCHES);
const cores = cpus();
const machine = `${cores.length} × ${cores[0]?.model.trim()}, ${type()} ${release()}, Node ${process.version}`;
const ratios = [];
for (const [name, measure] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  ratios.push(...(await measure((says) => console.error(`${name}: ${says}`))));
}
console.log(asJson ? JSON.stringify({ machine, ratios }, null, 2) : `${machine}\n\n${tableOf(ratios)}`);
