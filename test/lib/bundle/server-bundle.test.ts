import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { currentBundle, writeBundle } from '../../../src/lib/bundle/server-bundle.ts';
import { sourceFrame } from '../../../src/lib/bundle/source-frame.ts';

const FILES = {
  'node_modules/.package-lock.json': '{ "lockfileVersion": 3 }',
  'node_modules/greeting/package.json': '{ "name": "greeting", "main": "index.js" }',
  'node_modules/greeting/index.js':
    // A package may still use what strict code may not, such as a variable that nobody declared.
    "greetings = ['Hello']; exports.greeting = () => greetings[0];",
  'src/name.txt': 'Ann',
  'src/start.ts': `
    import { readFileSync } from 'node:fs';
    import { join } from 'node:path';
    import { greeting } from 'greeting';
    interface Person { name: string }
    export const person: Person = { name: readFileSync(join(import.meta.dirname, 'name.txt'), 'utf8') };
    export const beside = readFileSync(new URL('./name.txt', import.meta.url), 'utf8');
    export const greet = async () => (await import('./later/greet.ts')).greet(greeting(), person.name);`,
  'src/later/greet.ts': `
    interface Said { words: string }
    export function greet(greeting: string, name: string): Said['words'] {
      if (name === '') throw new Error('nobody is here');
      return \`\${greeting}, \${name}!\`;
    }`,
};

const folders: string[] = [];

async function bundledProgram(files: Record<string, string> = FILES): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'bundle-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  await writeBundle('src/start.ts', root);
  return root;
}

async function loaded(root: string) {
  const bundle = currentBundle('src/start.ts', root);
  expect(bundle).toBeDefined();
  return import(/* @vite-ignore */ bundle ?? '');
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('The bundle of a program', () => {
  test('does what its files do: with its packages, what it imports later and what lies beside its files', async () => {
    const root = await bundledProgram();
    const { person, beside, greet } = await loaded(root);
    expect([person.name, beside, await greet()]).toEqual(['Ann', 'Ann', 'Hello, Ann!']);
  });

  test('is not used once one of its files is changed, and is after it was made anew', async () => {
    const root = await bundledProgram();
    writeFileSync(join(root, 'src/later/greet.ts'), "export const greet = () => 'Welcome!';");
    expect(currentBundle('src/start.ts', root)).toBeUndefined();
    await writeBundle('src/start.ts', root);
    expect(await (await loaded(root)).greet()).toBe('Welcome!');
  });

  test('is not used once a file is gone', async () => {
    const root = await bundledProgram();
    rmSync(join(root, 'src/later/greet.ts'));
    expect(currentBundle('src/start.ts', root)).toBeUndefined();
  });

  test('is not used once a package is changed, even where no script runs after its install', async () => {
    const root = await bundledProgram();
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{ "lockfileVersion": 3, "packages": {} }');
    expect(currentBundle('src/start.ts', root)).toBeUndefined();
  });

  test('is not used in another place, since it names the places of its files', async () => {
    const root = await bundledProgram();
    const moved = `${root}-moved`;
    folders.push(moved);
    renameSync(root, moved);
    expect(currentBundle('src/start.ts', moved)).toBeUndefined();
  });

  test('is left as it is while it is current', async () => {
    const root = await bundledProgram();
    const mark = join(root, 'node_modules/.cache/bundle/mark');
    writeFileSync(mark, '');
    await writeBundle('src/start.ts', root);
    expect(readdirSync(dirname(mark))).toContain('mark');
  });
});

describe('An error in a bundle', () => {
  test('is said to come from the line of the source', async () => {
    const root = await bundledProgram({ ...FILES, 'src/name.txt': '' });
    const error: Error = await (await loaded(root)).greet().catch((thrown: unknown) => thrown);
    const frame = error.stack?.split('\n')[1] ?? '';
    expect(frame).toContain('.cache/bundle/');
    expect(sourceFrame(frame)).toContain(`${join(root, 'src/later/greet.ts')}:4:`);
  });

  test('is said to come from the bundle where it comes from a package', async () => {
    const root = await bundledProgram({
      ...FILES,
      'node_modules/greeting/index.js': "exports.greeting = () => { throw new Error('none'); };",
    });
    const error: Error = await (await loaded(root)).greet().catch((thrown: unknown) => thrown);
    const [, inPackage = '', inOurs = ''] = error.stack?.split('\n') ?? [];
    expect(sourceFrame(inPackage)).toBe(inPackage);
    expect(sourceFrame(inOurs)).toContain(join(root, 'src/start.ts:8:'));
  });

  test('is said to come from the bundle where its map is missing', async () => {
    const root = await bundledProgram({ ...FILES, 'src/name.txt': '' });
    const folder = join(root, 'node_modules/.cache/bundle');
    for (const map of readdirSync(folder).filter((name) => name.endsWith('.map'))) rmSync(join(folder, map));
    const error: Error = await (await loaded(root)).greet().catch((thrown: unknown) => thrown);
    const frame = error.stack?.split('\n')[1] ?? '';
    expect(sourceFrame(frame)).toBe(frame);
  });

  test('leaves every other line as it is', () => {
    for (const line of ['    at file:///app/src/start.ts:1:2', '    at node:internal/process:5:3', ''])
      expect(sourceFrame(line)).toBe(line);
  });
});
