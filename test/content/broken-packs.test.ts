import { describe, expect, test } from 'vitest';
import {
  ContentError,
  type ContentProblem,
  describeProblem as inWords,
} from '../../src/content/content-problem.ts';
import { loadContent } from '../../src/content/load.ts';
import { BROKEN_PACKS, type BrokenPack } from './broken-packs.ts';
import { PackCopy, SHIPPED } from './pack-copy.ts';

/** Returns the problems that the check finds in the pack. */
function problemsOf(folder: string): readonly ContentProblem[] {
  try {
    loadContent(folder);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}

function expected({ file, at, key, reason, fix }: BrokenPack, pack: PackCopy) {
  const line = typeof at === 'number' ? at : pack.lineOf(file, at);
  return { file, line, key, reason: expect.stringContaining(reason), fix: expect.stringContaining(fix) };
}

const checked = new Map<BrokenPack, { problems: readonly ContentProblem[]; expected: unknown }>();

/** Breaks a pack and checks it, once for all that is expected of it. */
function check(broken: BrokenPack) {
  let found = checked.get(broken);
  if (!found) {
    const pack = new PackCopy();
    broken.break(pack);
    found = { problems: problemsOf(pack.folder), expected: expected(broken, pack) };
    checked.set(broken, found);
  }
  return found;
}

describe('The content check', () => {
  test('finds nothing wrong with the pack that is shipped', () => {
    expect(problemsOf(SHIPPED).map(inWords)).toEqual([]);
  });

  describe('refuses, with file, line, key, reason and fix,', () => {
    test.each(BROKEN_PACKS)('$name', (broken) => {
      const { problems, expected } = check(broken);
      expect(problems).toContainEqual(expected);
    });

    /** A wrong id makes further mistakes, which are named as well. */
    const alone = BROKEN_PACKS.filter(({ name }) => !/\bid\b|others lead to/.test(name));
    test.each(alone)('and says nothing else: $name', (broken) => {
      expect(check(broken).problems.map(inWords)).toHaveLength(1);
    });
  });

  test('names everything that is wrong at once, in whichever file it is', () => {
    const pack = new PackCopy();
    const names = [
      'a step with a link that is not there',
      'a step without its texts',
      'a place to begin at that is not there',
      'an advisory on a step that is not there',
      'a country twice',
      'a helpdesk that is not among the contacts',
      'a link that is not safe',
      'a key twice in one group',
      'an empty text',
      'a key that nobody reads',
      'a text for a problem that is gone',
      'braces that do not match',
      'texts for a phase that is gone',
    ];
    const broken = BROKEN_PACKS.filter(({ name }) => names.includes(name));
    for (const each of broken) each.break(pack);
    const problems = problemsOf(pack.folder);
    expect(broken).toHaveLength(names.length);
    for (const each of broken) expect(problems).toContainEqual(expected(each, pack));
    expect(problems).toHaveLength(names.length);
  });

  test('checks the other files even where one cannot be read', () => {
    const pack = new PackCopy();
    pack.write('guide.yaml', 'links: [');
    pack.change('en/steps/first-login.yaml', '    tip: "Your role', '    tipp: "Your role');
    const found = problemsOf(pack.folder).map(({ file, key }) => `${file} ${key}`);
    expect(found).toEqual(['guide.yaml ', 'en/steps/first-login.yaml steps.enter-role.tipp']);
  });

  test('asks for every file of English where there is no English', () => {
    const pack = new PackCopy();
    pack.copy('en', 'fr');
    pack.remove('en');
    const problems = problemsOf(pack.folder);
    expect(problems.map(({ file }) => file)).toContain('en/steps/eu-login.yaml');
    expect(new Set(problems.map(({ reason }) => reason))).toEqual(
      new Set(['the file is missing or cannot be read']),
    );
  });

  test('asks for the right folder where there is none', () => {
    const [first] = problemsOf('/nowhere/at/all');
    expect(first).toMatchObject({ file: 'guide.yaml', line: 1 });
    expect(first?.fix).toContain('CONTENT_DIR');
  });

  test("takes a centre that the network's own list names, without an address", () => {
    const pack = new PackCopy();
    pack.change('centres.yaml', /^( {8}source:) .*$/m, "$1 the network's list, October 2026");
    expect(problemsOf(pack.folder)).toEqual([]);
  });

  test('writes a problem as file:line key: reason, and the fix below', () => {
    const problem = { file: 'en/site.yaml', line: 7, key: 'home.title', reason: 'is empty', fix: 'write' };
    expect(inWords(problem)).toBe('en/site.yaml:7 home.title: is empty\n    fix: write');
    expect(inWords({ ...problem, key: '' })).toBe('en/site.yaml:7 is empty\n    fix: write');
  });
});
