import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkNames } from '../../../../src/content/check/warnings/names.ts';
import { type Texts, textsOf } from '../../../../src/content/content.ts';
import { loadContent } from '../../../../src/content/load.ts';
import { pack } from '../../../support/clinician.ts';

const texts = textsOf(pack, 'en');
const ithaca = loadContent(fileURLToPath(new URL('../../../packs/ithaca', import.meta.url)));

function warningsIn(change: Partial<Texts>): string[] {
  return checkNames(pack, { ...texts, ...change }).map(({ file, reason }) => `${file}: ${reason}`);
}

test('Neither the shipped pack nor that of ERN-ITHACA has a name of another network, or of its own, in common texts', () => {
  expect(checkNames(pack, texts)).toEqual([]);
  expect(checkNames(ithaca, textsOf(ithaca, 'en'))).toEqual([]);
});

test.each([
  ['Ask the eUROGEN helpdesk.', '"eUROGEN" is a name that belongs to this network'],
  ['Ask the helpdesk of ERKNet.', '"ERKNet" is the name of another network'],
  ['Ask the helpdesk of ERN EYE.', '"EYE" is the name of another network'],
  ['Choose WS2.', '"WS2" is a name that belongs to this network'],
])('The check warns about "%s" in a message', (said, reason) => {
  const messages = { ...texts.messages, help: { ...texts.messages.help, lines: [said] } };
  expect(warningsIn({ messages })).toEqual([`messages: ${reason}`]);
});

test('A word that is also the name of a network is no name', () => {
  const messages = {
    ...texts.messages,
    help: { ...texts.messages.help, lines: ['Keep an eye on your skin.'] },
  };
  expect(warningsIn({ messages })).toEqual([]);
});

test('The check warns about an example that would send the own people to another network', () => {
  const [group = ''] = Object.keys(texts.outOfScope);
  const declined = { reply: ['Ask there.'], isMiss: false, examples: ['how do i join ERN eUROGEN'] };
  expect(warningsIn({ outOfScope: { [group]: declined } })).toEqual([
    `out-of-scope/${group}: "how do i join ERN eUROGEN" names this network, so its own people would be sent away`,
  ]);
});
