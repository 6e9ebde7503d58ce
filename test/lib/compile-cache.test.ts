import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

test('The start compiles into the folder of the packages, where the install has filled the cache', () => {
  const script = `
    import { getCompileCacheDir } from 'node:module';
    import { useCompileCache } from './src/lib/compile-cache.ts';
    useCompileCache();
    console.log(getCompileCacheDir());`;
  // A run with coverage switches the cache off for its children.
  const {
    NODE_COMPILE_CACHE: _,
    NODE_DISABLE_COMPILE_CACHE: __,
    NODE_V8_COVERAGE: ___,
    ...env
  } = process.env;
  const args = ['--input-type=module', '--eval', script];
  const folder = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env });
  expect(folder.trim().startsWith(join(ROOT, 'node_modules/.cache/compile'))).toBe(true);
});
