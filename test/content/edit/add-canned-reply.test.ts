import { describe, expect, test } from 'vitest';
import { textsOf } from '../../../src/content/content.ts';
import { type AddReplyOutcome, addCannedReply } from '../../../src/content/edit/add-canned-reply.ts';
import { isWritable, writeChange } from '../../../src/content/edit/write-change.ts';
import { loadContent } from '../../../src/content/load.ts';
import { PackCopy } from '../pack-copy.ts';

const FILE = 'en/canned-replies.yaml';
const REPLY = {
  title: 'Which browser?',
  text: ['Any: "new" or #old', '- it works'],
  step: 'eu-login/register',
};

function written(folder: PackCopy, outcome: AddReplyOutcome) {
  if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
  writeChange(folder.folder, outcome.added);
  return textsOf(loadContent(folder.folder), 'en')['canned-replies'];
}

describe('A reply is added', () => {
  test('after the others, word for word, and the rest of the file stays as it is', () => {
    const folder = new PackCopy();
    const before = folder.read(FILE);
    const replies = written(folder, addCannedReply(folder.folder, 'en', REPLY));
    expect(folder.read(FILE).startsWith(before)).toBe(true);
    expect(Object.entries(replies).at(-1)).toEqual(['which-browser', REPLY]);
  });

  test('with an id of its own where its title is that of another, or has no letters', () => {
    const folder = new PackCopy();
    for (const title of ['Which browser?', 'Which browser', 'Wie heißt Ihr Ärztehaus?', '???', '!!'])
      written(folder, addCannedReply(folder.folder, 'en', { title, text: ['Any.'] }));
    const ids = Object.keys(textsOf(loadContent(folder.folder), 'en')['canned-replies']);
    expect(ids.slice(-5)).toEqual([
      'which-browser',
      'which-browser-2',
      'wie-hei-t-ihr-arztehaus',
      'reply',
      'reply-2',
    ]);
  });

  test('in a new file where the pack has none, with its schema for the editor', () => {
    const folder = new PackCopy();
    folder.remove(FILE);
    expect(isWritable(folder.folder, FILE)).toBe(false);
    expect(isWritable(folder.folder, FILE, { mayBeNew: true })).toBe(true);
    expect(isWritable(folder.folder, 'de/canned-replies.yaml', { mayBeNew: true })).toBe(false);
    const replies = written(folder, addCannedReply(folder.folder, 'en', REPLY));
    expect(replies).toEqual({ 'which-browser': REPLY });
    expect(folder.read(FILE)).toMatch(/^# yaml-language-server: \$schema=/);
  });

  test('with the line breaks of the file', () => {
    const folder = new PackCopy();
    folder.write(FILE, folder.read(FILE).replaceAll('\n', '\r\n'));
    written(folder, addCannedReply(folder.folder, 'en', REPLY));
    expect(folder.read(FILE)).not.toMatch(/[^\r]\n/);
  });

  test('not where the file is no list of replies', () => {
    const folder = new PackCopy();
    for (const text of ['- a\n', 'a: [\n', '{ a: { title: "A", text: ["B"] } }\n']) {
      folder.write(FILE, text);
      expect(addCannedReply(folder.folder, 'en', REPLY)).toEqual({ problem: 'form', file: FILE });
    }
  });

  test('not where the pack would not pass its check, with the place and the reason', () => {
    const folder = new PackCopy();
    const outcome = addCannedReply(folder.folder, 'en', { ...REPLY, text: ['Open {the page}.'] });
    expect(outcome).toMatchObject({ problem: 'pack', problems: [{ file: FILE }] });
  });
});
