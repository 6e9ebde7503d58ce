import { flushCompileCache } from 'node:module';
import { useCompileCache } from '../compile-cache.ts';

/** Runs after an install: compiles everything the start needs, so that the very first start is as quick as the next. */
useCompileCache();
await import('../start.ts');
flushCompileCache();
