import { configFrom } from '../config/config.ts';
import { openStore } from '../store/open.ts';

/**
 * `npm run store:compact`: rewrites the file of a large SQLite database that an earlier release made, however long that takes,
 * so that no word that was deleted stays in it. The assistant has to be stopped meanwhile.
 */
const warnings: string[] = [];
const store = await openStore(configFrom(process.env).databaseUrl, {
  warn: (says) => warnings.push(says),
  checkWithinMs: 60 * 60_000,
  rewriteUpToBytes: Number.POSITIVE_INFINITY,
});
const purged = await store.purge();
await store.close();
for (const warning of warnings) console.error(warning);
if (warnings.length > 0) process.exitCode = 1;
else console.log(`Done: removed ${purged} expired rows, and nothing that was deleted is left in the file.`);
