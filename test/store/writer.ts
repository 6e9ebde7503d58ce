import { openSqliteStore } from '../../src/store/sqlite.ts';

// Runs as a process of its own: commits until it is killed, and prints the number of each completed commit.
const store = openSqliteStore(process.argv[2] ?? '');
for (let n = 1; ; n++) {
  await store.commit([{ key: `n/${n}`, expected: null, value: n, expiresAt: Date.now() + 3_600_000 }]);
  process.stdout.write(`${n}\n`);
}
