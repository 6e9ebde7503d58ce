import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LANGUAGE, type Texts, textsOf } from '../../src/content/content.ts';
import { ContentError } from '../../src/content/content-problem.ts';
import { loadContent } from '../../src/content/load.ts';
import { folderState } from '../../src/live-content/folder-state.ts';
import { learnWords } from '../../src/live-content/learned-words.ts';
import { LiveContent } from '../../src/live-content/live-content.ts';
import { type Models, NotLearnedError } from '../../src/live-content/models.ts';
import type { ReadPack } from '../../src/live-content/read-pack.ts';
import { vocabularyOf } from '../../src/redaction/vocabulary.ts';
import { learn } from '../../src/understanding/understand.ts';
import { PackCopy } from '../content/pack-copy.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';

/** A busy machine needs long to read a pack. */
const PATIENT = { timeout: 150_000 };
const MESSAGES = 'en/messages.yaml';
const TITLE = /^( {2}start: ).*$/m;

/** Reads a pack here and at once; the conversations with it are test/live-content/read-aside.test.ts's matter. */
async function readHere(folder: string): Promise<ReadPack> {
  try {
    const content = loadContent(folder);
    return { content, models: await learnHere([...content.languages.values()]), ...learnWords(content) };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { problems: error.problems };
  }
}

async function learnHere(languages: readonly Texts[]): Promise<Models> {
  return new Map(languages.map((texts) => [texts.language, learn(texts)]));
}

/** Watches a copy of the shipped pack; `title` is the text that the tests change. */
async function watchCopy(
  read: (folder: string, stopped: AbortSignal) => Promise<ReadPack> = readHere,
  copy = new PackCopy(),
  learn: (languages: readonly Texts[], stopped: AbortSignal) => Promise<Models> = learnHere,
) {
  const logged: { level: string; fields: unknown }[] = [];
  const note =
    (level: string) =>
    (...fields: unknown[]): void =>
      void logged.push({ level, fields });
  const first = loadContent(copy.folder);
  const live = new LiveContent({
    folder: copy.folder,
    state: await folderState(copy.folder),
    first,
    read,
    learn,
    make: (content, understand) => ({ content, understand }),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    lookEveryMs: 100,
  });
  onTestFinished(() => live.stop());
  live.watch();
  const title = () => textsOf(live.current.content, DEFAULT_LANGUAGE).messages.buttons.start;
  const level = (wanted: string) => logged.filter((line) => line.level === wanted);
  return { copy, live, title, level, first };
}

test('A changed sentence counts soon, and what is made from the pack changes with it as a whole', async () => {
  const { copy, live, title, level } = await watchCopy();
  const before = live.current;
  copy.change(MESSAGES, TITLE, '$1Let us go');
  await expect.poll(title, PATIENT).toBe('Let us go');
  expect(live.current.content).not.toBe(before.content);
  expect(live.current.understand).not.toBe(before.understand);
  expect(textsOf(before.content, DEFAULT_LANGUAGE).messages.buttons.start).not.toBe('Let us go');
  expect(level('info')).toHaveLength(1);
});

test('A changed pack brings the words that the guard knows, which nobody waits for', async () => {
  const known = new Set(['zanzibar']);
  const { copy, live } = await watchCopy(async (folder) => {
    const read = await readHere(folder);
    return 'words' in read ? { ...read, words: { ...read.words, known } } : read;
  });
  copy.change(MESSAGES, TITLE, '$1Let us go');
  await expect.poll(() => vocabularyOf(live.current.content).isKnown('zanzibar'), PATIENT).toBe(true);
});

test('An added example is understood without a restart', async () => {
  const { copy, live, first } = await watchCopy();
  const words = 'zorp flimmer quaddle';
  const [id = ''] = Object.keys(textsOf(first, DEFAULT_LANGUAGE).questions);
  const found = () => live.current.understand(words, DEFAULT_LANGUAGE);
  expect(sharedUnderstanding(first)(words, DEFAULT_LANGUAGE).outcome).not.toBe('answer');
  copy.change(`en/questions/${id}.yaml`, /^examples: \|\n/m, `$&  ${words}\n  ${words} please\n`);
  await expect.poll(() => found().candidates[0]?.intent, PATIENT).toBe(id);
  expect(found().outcome).toBe('answer');
});

test('A wrong pack leaves the old one, says why, and is forgotten once it is mended', async () => {
  const { copy, live, title, level } = await watchCopy();
  const shipped = title();
  copy.change(MESSAGES, TITLE, '$1"Go to {nowhere}"');
  const line = copy.lineOf(MESSAGES, 'Go to {nowhere}');
  await expect.poll(() => live.problems, PATIENT).toHaveLength(1);
  expect(live.problems).toMatchObject([{ file: MESSAGES, line, key: 'buttons.start' }]);
  expect(title()).toBe(shipped);
  expect(JSON.stringify(level('error'))).toMatch(
    new RegExp(`${MESSAGES}:${line} buttons\\.start: \\{nowhere\\}.*fix: `),
  );
  copy.change(MESSAGES, TITLE, '$1Go on');
  await expect.poll(title, PATIENT).toBe('Go on');
  expect(live.problems).toEqual([]);
});

test('A file that is gone is a wrong pack, too, and so is a folder that is gone', async () => {
  const { copy, live } = await watchCopy();
  copy.remove(MESSAGES);
  await expect.poll(() => live.problems, PATIENT).toMatchObject([{ file: MESSAGES }]);
  rmSync(copy.folder, { recursive: true });
  await expect.poll(() => live.problems.length, PATIENT).toBeGreaterThan(1);
});

test('Nothing is read while files still change: an edit in several writes takes over once', async () => {
  const { copy, title, level } = await watchCopy();
  for (let write = 1; write <= 8; write++) {
    copy.change(MESSAGES, TITLE, `$1Write ${write}`);
    await new Promise((later) => setTimeout(later, 40));
  }
  await expect.poll(title, PATIENT).toBe('Write 8');
  expect(level('info').length).toBeLessThan(3);
  expect(level('error')).toEqual([]);
});

test('What is saved while a pack is read is read again, and the half of it counts at no time', async () => {
  let reads = 0;
  const copy = new PackCopy();
  const { title, level } = await watchCopy(async (folder) => {
    const pack = await readHere(folder);
    if (++reads === 1) copy.change(MESSAGES, TITLE, '$1In the end');
    return pack;
  }, copy);
  copy.change(MESSAGES, TITLE, '$1Too early');
  await expect.poll(title, PATIENT).toBe('In the end');
  expect(level('info')).toHaveLength(1);
  expect(reads).toBe(2);
});

test('A stop ends the reading, and is no failure', async () => {
  let isReading = false;
  const { copy, live, level } = await watchCopy(async (_, stopped) => {
    isReading = true;
    await new Promise((_resolve, reject) => stopped.addEventListener('abort', () => reject(stopped.reason)));
    throw new Error('nothing ends it');
  });
  copy.change(MESSAGES, TITLE, '$1Too late');
  await expect.poll(() => isReading, PATIENT).toBe(true);
  await live.stop();
  expect(level('error')).toEqual([]);
});

test('Nothing is understood before the first pack is learned, and everything afterwards', async () => {
  const finish = Promise.withResolvers<void>();
  const { live } = await watchCopy(readHere, new PackCopy(), async (languages) => {
    await finish.promise;
    return learnHere(languages);
  });
  const ask = () => live.current.understand('how do I install the app', DEFAULT_LANGUAGE).outcome;
  expect(ask).toThrow(NotLearnedError);
  finish.resolve();
  await live.learned();
  expect(ask()).toBe('answer');
});

test('A second language holds up nobody: it is understood once it is learned', async () => {
  const pack = new PackCopy();
  pack.addLanguage('de');
  const finish = Promise.withResolvers<void>();
  const { live } = await watchCopy(readHere, pack, async (languages) => {
    if (languages.some(({ language }) => language === 'de')) await finish.promise;
    return learnHere(languages);
  });
  await live.learned();
  const ask = (language: string) =>
    live.current.understand('which browser should I use?', language).candidates[0]?.intent;
  expect(ask(DEFAULT_LANGUAGE)).toBe('which-browser');
  finish.resolve();
  await expect.poll(() => ask('de'), PATIENT).toBe('which-browser');
});

test('Where the thread that learns dies, the log says so and the pack is learned all the same', async () => {
  const { live, level } = await watchCopy(readHere, new PackCopy(), () =>
    Promise.reject(new Error('it died')),
  );
  await live.learned();
  expect(live.current.understand('how do I install the app', DEFAULT_LANGUAGE).outcome).toBe('answer');
  expect(level('error')).toHaveLength(1);
});

test('Who waits for the first pack hears of a stop', async () => {
  const { live, level } = await watchCopy(readHere, new PackCopy(), (_, stopped) => {
    const ended = Promise.withResolvers<Models>();
    stopped.addEventListener('abort', () => ended.reject(stopped.reason));
    return ended.promise;
  });
  const waiting = expect(live.learned()).rejects.toThrow(NotLearnedError);
  await live.stop();
  await waiting;
  expect(level('error')).toEqual([]);
});

test('Where the thread that reads a changed pack dies, the log says so, the old one stays, and the next change counts', async () => {
  let reads = 0;
  const { copy, title, level } = await watchCopy(async (folder) => {
    if (++reads === 1) throw new Error('it died');
    return readHere(folder);
  });
  const shipped = title();
  copy.change(MESSAGES, TITLE, '$1Lost');
  await expect.poll(() => level('error'), PATIENT).toHaveLength(1);
  expect(title()).toBe(shipped);
  copy.change(MESSAGES, TITLE, '$1Found');
  await expect.poll(title, PATIENT).toBe('Found');
});
