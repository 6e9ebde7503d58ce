import { mkdtempSync, rmSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentBundle, writeBundle } from '../lib/bundle/server-bundle.ts';

/**
 * Runs after an install: joins the files of the start and starts once, which compiles everything that it needs and learns the
 * shipped questions, so that the very first start is as quick as later ones.
 */
const ENTRY = 'src/start.ts';
await writeBundle(ENTRY);
const { start }: typeof import('../start.ts') = await import(currentBundle(ENTRY) ?? '../start.ts');
const folder = mkdtempSync(join(tmpdir(), 'warm-start-'));
const database = `file:${join(folder, 'store.sqlite')}`;
const assistant = await start({ HOST: '127.0.0.1', PORT: '0', DATABASE_URL: database, LOG_LEVEL: 'error' });
await fetch(new URL('readyz', assistant.url));
await assistant.stop();
rmSync(folder, { recursive: true });
flushCompileCache();
