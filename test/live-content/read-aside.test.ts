import { expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { readAside } from '../../src/live-content/read-aside.ts';
import { PackCopy } from '../content/pack-copy.ts';

const GOES_ON = new AbortController().signal;

test('A pack is read and learned on a thread of its own, which is hardly any work for the one that answers', async () => {
  const { folder } = new PackCopy();
  const [begun, begunHere] = [process.cpuUsage(), process.threadCpuUsage()];
  const read = await readAside(folder, GOES_ON);
  const [all, here] = [process.cpuUsage(begun), process.threadCpuUsage(begunHere)];
  expect(read).toMatchObject({ content: { guide: expect.anything() } });
  expect('models' in read && [...read.models.keys()]).toEqual([DEFAULT_LANGUAGE]);
  expect(here.user + here.system).toBeLessThan((all.user + all.system) / 3);
});

test('A pack that can be read, but with which a conversation would fail, has that as its problem', async () => {
  const copy = new PackCopy();
  const { skip } = textsOf(loadContent(copy.folder), DEFAULT_LANGUAGE).messages.buttons;
  copy.change('en/messages.yaml', /^( {2}back: ).*$/m, `$1${JSON.stringify(skip)}`);
  expect(() => loadContent(copy.folder)).not.toThrow();
  const read = await readAside(copy.folder, GOES_ON);
  expect(JSON.stringify(read)).toContain('two buttons on one card would be called');
});

test('A pack with mistakes has them as its problems', async () => {
  const copy = new PackCopy();
  copy.remove('en/messages.yaml');
  expect(await readAside(copy.folder, GOES_ON)).toMatchObject({ problems: [{ file: 'en/messages.yaml' }] });
});

test('A stop ends the thread', async () => {
  const stopped = AbortSignal.timeout(50);
  await expect(readAside(new PackCopy().folder, stopped)).rejects.toThrow('aborted');
});
