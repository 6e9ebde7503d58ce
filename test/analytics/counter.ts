import { Counts } from '../../src/analytics/counts.ts';
import { weekOf } from '../../src/analytics/week.ts';
import { openLog } from '../../src/lib/log.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';

// Runs as a process of its own: counts as often as its argument says, in many small writes, and ends.
const [path = '', times = '0'] = process.argv.slice(2);
const store = await openSqliteStore(path);
const counts = new Counts(store, openLog('error'));
for (let n = 0; n < Number(times); n++) {
  counts.add([{ what: 'step-done', of: 'a/b' }]);
  await counts.write();
}
await counts.close();
await store.close();
process.stdout.write(weekOf(new Date()));
