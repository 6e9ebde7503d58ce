import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { contentOf } from '../../src/live-content/pack-cache.ts';
import { vocabularyOf } from '../../src/redaction/vocabulary.ts';
import { learnedLanguagesOf } from '../../src/understanding/languages/learned-languages.ts';
import { PackCopy, SHIPPED } from '../content/pack-copy.ts';
import { copyInEnglish } from '../support/copy-in-english.ts';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'packs-'));
  onTestFinished(() => rmSync(cache, { recursive: true }));
});

/** Waits until what was just written no longer looks as if it were written during the next reading. */
async function settled(): Promise<void> {
  const written = Date.now();
  await expect.poll(() => Date.now() - written, { interval: 10 }).toBeGreaterThan(50);
}

/** Copies a pack and the one on which it builds, so that they stand to each other as before. */
function packsIn(parent: string): { base: string; folder: string } {
  const base = join(parent, 'data');
  const folder = join(parent, 'test/packs/ithaca');
  copyInEnglish(SHIPPED, base);
  cpSync(join(SHIPPED, '../test/packs/ithaca'), folder, { recursive: true });
  return { base, folder };
}

/** Leaves a mark in the kept pack, by which the test knows it again. */
function mark(): void {
  const [name = ''] = readdirSync(cache);
  const kept = deserialize(readFileSync(join(cache, name)));
  writeFileSync(join(cache, name), serialize({ ...kept, content: { ...kept.content, marked: true } }));
}

test('A pack that has not changed is not read and checked again, and is the same', async () => {
  const { folder } = new PackCopy();
  await settled();
  const read = await contentOf(folder, cache);
  expect(read).toEqual(loadContent(folder));
  expect(await contentOf(folder, cache)).toEqual(read);
  mark();
  expect(await contentOf(folder, cache)).toHaveProperty('marked');
});

test('A pack that was kept brings the words that the guard knows from its texts', async () => {
  const { folder } = new PackCopy();
  await settled();
  const read = vocabularyOf(await contentOf(folder, cache));
  const kept = vocabularyOf(await contentOf(folder, cache));
  const [name = ''] = readdirSync(cache);
  const file = join(cache, name);
  const stored = deserialize(readFileSync(file));
  writeFileSync(file, serialize({ ...stored, words: { ...stored.words, known: new Set(['zanzibar']) } }));
  const marked = vocabularyOf(await contentOf(folder, cache));
  for (const word of ['browser', 'zanzibar', 'lindqvist']) {
    expect(kept.isKnown(word)).toBe(read.isKnown(word));
    expect(kept.isCommon(word)).toBe(read.isCommon(word));
  }
  expect([read.isKnown('zanzibar'), marked.isKnown('zanzibar')]).toEqual([false, true]);
});

test('A pack that was kept brings what tells its languages apart', async () => {
  const copy = new PackCopy();
  copy.addLanguage('de');
  const { folder } = copy;
  await settled();
  const read = learnedLanguagesOf(await contentOf(folder, cache));
  expect([...read.keys()]).toEqual(['en', 'de']);
  const kept = learnedLanguagesOf(await contentOf(folder, cache));
  expect(kept).toEqual(read);
  // Numbers that still lay in the bytes of the file would keep all of it in memory.
  for (const { likelihoods } of kept.values())
    expect(likelihoods.buffer.byteLength).toBe(likelihoods.byteLength);
  const [name = ''] = readdirSync(cache);
  const file = join(cache, name);
  writeFileSync(file, serialize({ ...deserialize(readFileSync(file)), languages: new Map() }));
  expect([...learnedLanguagesOf(await contentOf(folder, cache)).keys()]).toEqual([]);
});

test.each(['guide.yaml', 'en/questions/greet.yaml'])(
  'A pack whose %s has changed is read again',
  async (file) => {
    const copy = new PackCopy();
    await settled();
    await contentOf(copy.folder, cache);
    mark();
    appendFileSync(copy.path(file), '# changed\n');
    expect(await contentOf(copy.folder, cache)).not.toHaveProperty('marked');
  },
);

test('A change of the pack on which it builds counts', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'both-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const { base, folder } = packsIn(parent);
  await settled();
  await contentOf(folder, cache);
  mark();
  expect(await contentOf(folder, cache)).toHaveProperty('marked');
  appendFileSync(join(base, 'guide.yaml'), '# changed\n');
  expect(await contentOf(folder, cache)).not.toHaveProperty('marked');
});

test('A mistake is found, and what was kept does not hide it', async () => {
  const copy = new PackCopy();
  await settled();
  await contentOf(copy.folder, cache);
  copy.write('en/messages.yaml.txt', '');
  await expect(contentOf(copy.folder, cache)).rejects.toThrow('messages.yaml.txt');
  copy.remove('en/messages.yaml.txt');
  copy.remove('en/messages.yaml');
  await expect(contentOf(copy.folder, cache)).rejects.toThrow('messages.yaml');
});

test('What is written while a pack is read is not kept', async () => {
  const { folder } = new PackCopy();
  const reading = contentOf(folder, cache);
  appendFileSync(join(folder, 'guide.yaml'), '# changed\n');
  await reading;
  expect(readdirSync(cache)).toEqual([]);
});

test('A cache that cannot be read or written only costs time', async () => {
  const { folder } = new PackCopy();
  const file = join(cache, 'a-file');
  writeFileSync(file, '');
  expect(await contentOf(folder, join(file, 'below'))).toHaveProperty('guide');
  await settled();
  await contentOf(folder, cache);
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), 'half a pa');
  expect(await contentOf(folder, cache)).toHaveProperty('guide');
});
