import { mkdtempSync, rmSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configFrom } from '../config/config.ts';
import { loadContent } from '../content/load.ts';
import { currentBundle, writeBundle } from '../lib/bundle/server-bundle.ts';
import { learn } from '../understanding/understand.ts';

/**
 * Runs after an install: joins the files of the start, learns the shipped questions in every language, and starts once, which compiles
 * everything that it needs, so that the very first start is as quick as later ones.
 */
const ENTRY = 'src/start.ts';
await writeBundle(ENTRY);
for (const texts of loadContent(configFrom({}).contentDir).languages.values()) learn(texts);
const { start }: typeof import('../start.ts') = await import(currentBundle(ENTRY) ?? '../start.ts');
const folder = mkdtempSync(join(tmpdir(), 'warm-start-'));
const database = `file:${join(folder, 'store.sqlite')}`;
try {
  const assistant = await start({ HOST: '127.0.0.1', PORT: '0', DATABASE_URL: database, LOG_LEVEL: 'error' });
  try {
    await fetch(new URL('readyz', assistant.url));
  } finally {
    // Left running, it would keep the install from ending.
    await assistant.stop();
  }
} finally {
  rmSync(folder, { recursive: true });
}
flushCompileCache();
