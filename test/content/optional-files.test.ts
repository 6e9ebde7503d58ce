import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { ContentError } from '../../src/content/content-problem.ts';
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

test('A pack may do without replies of its helpdesk, and takes none from the pack that it builds on', () => {
  const pack = new PackCopy();
  pack.remove('en/canned-replies.yaml');
  expect(textsOf(loadContent(pack.folder), 'en')['canned-replies']).toEqual({});
  const ithaca = loadContent(fileURLToPath(new URL('../packs/ithaca', import.meta.url)));
  expect(textsOf(ithaca, 'en')['canned-replies']).toEqual({});
});

test('A reply of the helpdesk that belongs to a step or a question that is gone is reported at its line', () => {
  const pack = new PackCopy();
  const reply = [
    'mine:',
    '  title: "Mine"',
    '  text: ["Hello"]',
    '  step: eu-login/registr',
    '  question: app-instal',
  ];
  pack.write('en/canned-replies.yaml', `${reply.join('\n')}\n`);
  expect(problemsIn(pack).sort()).toEqual([
    'en/canned-replies.yaml:4 mine.step: there is no step "eu-login/registr"; did you mean "eu-login/register"?',
    'en/canned-replies.yaml:5 mine.question: there is no question "app-instal"; did you mean "app-install"?',
  ]);
});

function problemsIn(pack: PackCopy): string[] {
  try {
    loadContent(pack.folder);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(
      ({ file, line, key, reason, fix }) => `${file}:${line} ${key}: ${reason}; ${fix}`,
    );
  }
}
