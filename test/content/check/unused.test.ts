import { expect, test } from 'vitest';
import { unusedIn } from '../../../src/content/check/unused.ts';
import { textsOf } from '../../../src/content/content.ts';
import { describeProblem } from '../../../src/content/content-problem.ts';
import { loadContent } from '../../../src/content/load.ts';
import { PackCopy } from '../pack-copy.ts';

function unused(folder: string): string[] {
  const content = loadContent(folder);
  return unusedIn(folder, content, textsOf(content, 'en')).map(describeProblem);
}

test('A link, an address and a desk that nothing leads to are found', () => {
  const copy = new PackCopy();
  copy.change('guide.yaml', /^links:\n/m, 'links:\n  old-site: https://old.example/\n');
  copy.change('en/guide.yaml', /^links:\n/m, 'links:\n  old-site: "The old site"\n');
  copy.change('guide.yaml', /^addresses:\n/m, 'addresses:\n  old-sender: nobody@old.example\n');
  expect(unused(copy.folder)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('links.old-site: nothing uses "old-site"'),
      expect.stringContaining('addresses.old-sender: nothing uses "old-sender"'),
    ]),
  );
});

test('A command for which the question is gone is found', () => {
  const copy = new PackCopy();
  copy.remove('en/questions/human.yaml');
  expect(unused(copy.folder)).toEqual(
    expect.arrayContaining([expect.stringContaining('commands.human: no question has "command: human"')]),
  );
});
