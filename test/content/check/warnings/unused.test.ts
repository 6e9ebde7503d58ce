import { expect, test } from 'vitest';
import { unusedIn } from '../../../../src/content/check/warnings/unused.ts';
import { loadContent, routesIn } from '../../../../src/content/load.ts';
import { PackCopy, SHIPPED } from '../../pack-copy.ts';

function unused(folder: string): string[] {
  const onEachRoute = routesIn(folder).map((route) => loadContent(folder, { route }));
  return unusedIn(folder, onEachRoute).map(({ file, key, reason }) => `${file} ${key}: ${reason}`);
}

test('The shipped pack defines nothing that nobody uses', () => {
  expect(unused(SHIPPED)).toEqual([]);
});

test('A link, an address and a desk that nothing leads to are found', () => {
  const copy = new PackCopy();
  copy.change('guide.yaml', /^links:\n/m, 'links:\n  old-site: https://old.example/\n');
  copy.change('en/guide.yaml', /^links:\n/m, 'links:\n  old-site: "The old site"\n');
  copy.change('guide.yaml', /^addresses:\n/m, 'addresses:\n  old-sender: nobody@old.example\n');
  expect(unused(copy.folder)).toEqual(
    expect.arrayContaining([
      'guide.yaml links.old-site: nothing uses "old-site"',
      'guide.yaml addresses.old-sender: nothing uses "old-sender"',
    ]),
  );
});

test('A command for which the question is gone is found', () => {
  const copy = new PackCopy();
  copy.remove('en/questions/human.yaml');
  expect(unused(copy.folder)).toContain(
    'en/commands.yaml commands.human: no question has "command: human", so it is understood only by these words',
  );
});

test('A question that no other leads to is found, since nobody would miss it if it were deleted', () => {
  const copy = new PackCopy();
  copy.change('en/questions/signin-app-pin.yaml', ', app-biometrics]', ']');
  expect(unused(copy.folder)).toEqual([
    'en/questions/app-biometrics.yaml : no other question leads to "app-biometrics"',
  ]);
});
