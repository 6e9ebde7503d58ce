import { expect, test } from 'vitest';
import { checkWording } from '../../../../src/content/check/warnings/wording.ts';
import { PackCopy } from '../../pack-copy.ts';

const AVOID = { whoever: 'the person who', 'e-mail': 'email' };

/** Returns where the check warns in a pack of which one text has been changed, and of what. */
function warningsOf(file: string, from: string | RegExp, to: string) {
  const pack = new PackCopy();
  const before = checkWording(pack.folder, 'en', AVOID).length;
  pack.change(file, from, to);
  const after = checkWording(pack.folder, 'en', AVOID);
  return { more: after.length - before, in: after.filter((warning) => warning.file === file), pack };
}

test('A word to avoid is named with its place, and with what to write instead', () => {
  const { in: found, pack } = warningsOf(
    'en/messages.yaml',
    'didItHelp: ',
    'didItHelp: Whoever reads this, ',
  );
  expect(found).toContainEqual({
    file: 'en/messages.yaml',
    line: pack.lineOf('en/messages.yaml', 'didItHelp: '),
    key: 'remedy.didItHelp',
    reason: '"whoever" is a word to avoid',
    fix: 'write "the person who", or say it in another way',
  });
});

test.each([
  [
    'a part of a longer word',
    'en/messages.yaml',
    'didItHelp: ',
    'didItHelp: Whoevers, e-mails and my-e-mail ',
  ],
  ['the bold name of a button', 'en/messages.yaml', 'didItHelp: ', 'didItHelp: Press **Send e-mail** '],
  [
    'an example of how people ask',
    'en/questions/human.yaml',
    'examples: |',
    'examples: |\n  an e-mail to whoever',
  ],
  ['a word that people type', 'en/commands.yaml', 'skip: [', 'skip: [whoever, '],
  ['a name on a screen of another site', 'en/labels.yaml', /$/, '\nsend: "Send e-mail"\n'],
  ['a comment', 'en/messages.yaml', /^/, '# An e-mail from whoever.\n'],
])('%s may have any word', (_what, file, from, to) => {
  expect(warningsOf(file, from, to).more).toBe(0);
});
