import { expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { matcherOptionsOf } from '../../src/understanding/understand.ts';
import { PackCopy } from './pack-copy.ts';

test('A pack may do without the words for denials', () => {
  const pack = new PackCopy();
  pack.remove('en/denials.yaml');
  const texts = textsOf(loadContent(pack.folder), 'en');
  expect(texts.denials.negations).toEqual([]);
  expect(matcherOptionsOf(texts).denials).toBeUndefined();
});

test('Words for denials that cannot be read are reported', () => {
  const pack = new PackCopy();
  pack.change('en/denials.yaml', 'negations:', 'negation:');
  expect(() => loadContent(pack.folder)).toThrow(/negation/);
});
