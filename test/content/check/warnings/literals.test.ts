import { expect, test } from 'vitest';
import { literalsIn } from '../../../../src/content/check/warnings/literals.ts';
import { textsOf } from '../../../../src/content/content.ts';
import { describeProblem } from '../../../../src/content/content-problem.ts';
import { loadContent } from '../../../../src/content/load.ts';
import { PackCopy, SHIPPED } from '../../pack-copy.ts';

const FILE = 'en/messages.yaml';

/** Returns what is found in a text that stands in place of one of the pack's. */
function foundIn(text: string): string[] {
  const copy = new PackCopy();
  copy.change(FILE, /^( {2}whichCandidate:).*$/m, `$1 ${JSON.stringify(text)}`);
  const content = loadContent(copy.folder);
  return literalsIn(copy.folder, content, textsOf(content, 'en'))
    .filter(({ key }) => key === 'choice.whichCandidate')
    .map(({ reason, fix }) => `${reason} – ${fix}`);
}

test('The shipped texts write out no address and no name of a button', () => {
  const content = loadContent(SHIPPED);
  expect(literalsIn(SHIPPED, content, textsOf(content, 'en')).map(describeProblem)).toEqual([]);
});

test('An address is found, with the placeholder that stands for it', () => {
  const { links } = loadContent(SHIPPED).guide;
  const [[id = '', address = ''] = []] = Object.entries(links);
  expect(foundIn(`Open ${address}.`)).toEqual([
    `the address ${address} is written out – write {link:${id}} in its place`,
  ]);
  expect(foundIn('Write to somebody@hospital.example.')).toEqual([
    expect.stringContaining('the address somebody@hospital.example is written out – give it a name'),
  ]);
});

test('The name of a button is found, also with other capitals, and a long one without stars', () => {
  expect(foundIn('Press **Request access** or **request Access**.')).toEqual([
    'the name **Request access** is written out – write {button:request-access} in its place',
    '**request Access** is almost the name "Request access" – write {button:request-access} in its place',
  ]);
  expect(foundIn('Open Manage my mobile devices.')).toEqual([
    expect.stringContaining('{label:manage-devices} where it should not be bold'),
  ]);
});

test('The name of one of our own buttons is found, and words to be typed are not', () => {
  const { buttons } = textsOf(loadContent(SHIPPED), 'en').messages;
  expect(foundIn(`Press **${buttons.next}**.`)).toEqual([
    `the name **${buttons.next}** is written out – write {own-button:next} in its place`,
  ]);
  expect(foundIn('Type **start over** or **back**.')).toEqual([]);
});

test('Placeholders and plain words are what a text should have', () => {
  expect(foundIn('Press {button:request-access} on {link:cpms-2}, then submit.')).toEqual([]);
});
