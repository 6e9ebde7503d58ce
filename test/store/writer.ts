import { openSqliteStore } from '../../src/store/sqlite.ts';
import { StoreError } from '../../src/store/store-error.ts';

// Runs as a process of its own: commits until it is killed or an error ends it, and prints the number of each completed
// commit, then the error.
const store = await openSqliteStore(process.argv[2] ?? '');
try {
  for (let n = 1; ; n++) {
    const value = `${n} `.repeat(100);
    await store.commit([{ key: `n/${n}`, expected: null, value, expiresAt: Date.now() + 3_600_000 }]);
    process.stdout.write(`${n}\n`);
  }
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  process.stdout.write(`${error.name} ${error.kind} ${error.code}: ${error.message}\n`);
}
