import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Runs a script behind the compile cache, as the start runs, and returns what it prints. */
function runBehindCache(script: string): string {
  // A run with coverage switches the cache off for its children.
  const {
    NODE_COMPILE_CACHE: _,
    NODE_DISABLE_COMPILE_CACHE: __,
    NODE_V8_COVERAGE: ___,
    ...env
  } = process.env;
  const args = ['--import', './src/lib/compile-cache.js', '--input-type=module', '--eval', script];
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env }).trim();
}

test('The start compiles into the folder of the packages, where the install has filled the cache', () => {
  const folder = runBehindCache(`
    import { getCompileCacheDir } from 'node:module';
    console.log(getCompileCacheDir());`);
  expect(folder.startsWith(join(ROOT, 'node_modules/.cache/compile'))).toBe(true);
});

test('A start from the cache does not load what strips the types', () => {
  const script = `
    import { flushCompileCache } from 'node:module';
    await import('./src/lib/once.ts');
    flushCompileCache();
    console.log(process.moduleLoadList.filter((name) => name.includes('amaro')).join());`;
  runBehindCache(script);
  expect(runBehindCache(script)).toBe('');
});
