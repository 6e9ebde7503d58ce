import { flushCompileCache } from 'node:module';

/**
 * Runs after an install: compiles everything the start needs and learns the shipped questions, so that the very first
 * start is as quick as later ones.
 */
await import('../start.ts');
const { DEFAULT_LANGUAGE } = await import('../content/content.ts');
const { contentOf } = await import('../live-content/pack-cache.ts');
const { understandingOf } = await import('../understanding/understand.ts');
understandingOf(await contentOf('data'))('', DEFAULT_LANGUAGE);
flushCompileCache();
