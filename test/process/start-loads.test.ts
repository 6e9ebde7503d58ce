import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** The packages and files that a start with a kept pack can do without. */
const NOT_NEEDED = [
  'node_modules/@microsoft/recognizers-text',
  'node_modules/yaml/',
  'node_modules/libphonenumber-js/',
  'node_modules/@resvg/',
  'src/content/load.ts',
  'src/content/check/',
  'src/rehearsal/',
];

test('A start loads nothing that reads packs, draws pictures or recognizes dates', () => {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = new Set();
    registerHooks({ resolve(name, context, next) { const found = next(name, context); loaded.add(found.url); return found; } });
    await import('./src/start.ts');
    console.log(JSON.stringify([...loaded]));
    process.exit();`;
  const args = ['--input-type=module', '--eval', script];
  const loaded: string[] = JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }));
  expect(loaded.some((url) => url.includes('node_modules/botbuilder-dialogs/'))).toBe(true);
  expect(loaded.filter((url) => NOT_NEEDED.some((part) => url.includes(part)))).toEqual([]);
});
