import { appendFileSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderState } from '../../src/live-content/folder-state.ts';
import { PackCopy } from '../content/pack-copy.ts';

const FILES = ['guide.yaml', 'en/messages.yaml', 'en/questions/greet.yaml'];

test.each(FILES)('A change of %s is seen, and nothing else is one', async (file) => {
  const copy = new PackCopy();
  const before = await folderState(copy.folder);
  expect(await folderState(copy.folder)).toBe(before);
  appendFileSync(copy.path(file), '# changed\n');
  expect(await folderState(copy.folder)).not.toBe(before);
});

test('A file that comes or goes is seen', async () => {
  const copy = new PackCopy();
  const before = await folderState(copy.folder);
  copy.write('en/questions/new.yaml', 'question: New?\n');
  const between = await folderState(copy.folder);
  expect(between).not.toBe(before);
  copy.remove('en/questions/new.yaml');
  expect(await folderState(copy.folder)).toBe(before);
});

test('A change behind a link is seen, as where Kubernetes mounts a folder', async () => {
  const copy = new PackCopy();
  mkdirSync(copy.path('..data'));
  renameSync(copy.path('en'), copy.path('..data/en'));
  symlinkSync('..data/en', copy.path('en'));
  const before = await folderState(copy.folder);
  appendFileSync(copy.path('..data/en/questions/greet.yaml'), '# changed\n');
  expect(await folderState(copy.folder)).not.toBe(before);
});

test('What programs keep beside a pack is not looked at, nor a link that leads back into it', async () => {
  const copy = new PackCopy();
  const before = await folderState(copy.folder);
  mkdirSync(copy.path('.git'));
  copy.write('.git/state.yaml', 'a: 1\n');
  copy.write('en/.messages.yaml.swp', 'half');
  expect(await folderState(copy.folder)).toBe(before);
  symlinkSync('.', copy.path('again'));
  expect((await folderState(copy.folder)).length).toBeLessThan(4 * before.length);
});

test('A folder that is not there has no files', async () => {
  expect(await folderState('/nowhere/at/all')).toBe('');
});
