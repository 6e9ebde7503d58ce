import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** A repository with a content pack in a folder of it, changed as the test says. */
class Repository {
  readonly root = mkdtempSync(join(tmpdir(), 'history-'));
  readonly pack = join(this.root, 'site/content');
  #hours = 0;

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
    mkdirSync(this.pack, { recursive: true });
    this.git('init', '--quiet');
  }

  git(...args: string[]): void {
    const when = new Date(Date.UTC(2026, 10, 10, ++this.#hours)).toISOString();
    const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
    execFileSync('git', ['-c', 'user.email=a@example.org', ...args], { cwd: this.root, env });
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.pack, file)), { recursive: true });
    writeFileSync(join(this.pack, file), text);
  }

  commit(author: string, subject: string): void {
    this.git('add', '--all');
    this.git('-c', `user.name=${author}`, 'commit', '--quiet', '-m', subject);
  }
}

/** The pack of a helpdesk: Ann begins, Ben changes one answer, Ann adds a question. */
function helpdesk(): Repository {
  const repository = new Repository();
  repository.write('en/messages.yaml', 'buttons:\n  next: "Next"\n  back: "Back"\nend: "Bye"\n');
  repository.write('schema/messages.schema.json', '{}');
  repository.commit('Ann', 'The first words');
  repository.write('en/messages.yaml', 'buttons:\n  next: "Next"\n  back: "One back"\nend: "Bye"\n');
  repository.commit('Ben', 'Back says how far');
  repository.write('en/questions/which-browser.yaml', 'question: "Which browser?"\n');
  repository.write('en/messages.yaml', 'buttons:\n  next: "Next"\n  back: "One back"\nend: "Good bye"\n');
  repository.commit('Ann', 'A question about browsers');
  writeFileSync(join(repository.root, 'README'), 'elsewhere');
  repository.commit('Zoe', 'Nothing about the content');
  return repository;
}

function history(pack: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const script = join(ROOT, 'src/cli/content-history.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: pack, ...env },
  });
  return { lines: stdout.split('\n').filter(Boolean), stderr, status };
}

describe('npm run content:history', () => {
  test('lists date, author, file and subject of the changes to the content alone, the newest first', () => {
    const { lines, status } = history(helpdesk().pack);
    expect(status).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(
        /^2026-11-\d\d {2}Ann {2}en\/messages\.yaml and 1 more {2}A question about browsers$/,
      ),
      expect.stringMatching(/^2026-11-\d\d {2}Ben {2}en\/messages\.yaml {2}Back says how far$/),
      expect.stringMatching(/^2026-11-\d\d {2}Ann {2}en\/messages\.yaml {2}The first words$/),
    ]);
  });

  test.each([
    ['a file', ['en/questions/which-browser.yaml'], ['A question about browsers']],
    ['a question by its id', ['which-browser'], ['A question about browsers']],
    ['a key of a file', ['en/messages.yaml', 'buttons.back'], ['Back says how far', 'The first words']],
    ['another key of it', ['messages', 'buttons.next'], ['The first words']],
  ])('lists the changes of %s alone', (_what, args, subjects) => {
    const { lines } = history(helpdesk().pack, args);
    expect(lines.map((line) => line.split('  ').at(-1))).toEqual(subjects);
  });

  test('lists the changes of a file that was named with the folder of the pack', () => {
    const { pack } = helpdesk();
    expect(history(pack, [join(pack, 'en/questions/which-browser.yaml')]).lines).toHaveLength(1);
  });

  test('names the files with uncommitted changes', () => {
    const repository = helpdesk();
    repository.write('en/questions/which-browser.yaml', 'question: "Which one?"\n');
    const [first] = history(repository.pack).lines;
    expect(first).toMatch(/^Not committed yet: .*en\/questions\/which-browser\.yaml$/);
  });

  test('lists the latest 50 changes, and all with --all', () => {
    const repository = new Repository();
    for (let n = 1; n <= 53; n++) {
      repository.write('a.yaml', `n: ${n}\n`);
      repository.commit('Ann', `Change ${n}`);
    }
    const { lines } = history(repository.pack);
    expect(lines).toHaveLength(51);
    expect(lines[0]).toMatch(/Change 53$/);
    expect(lines.at(-1)).toMatch(/--all/);
    expect(history(repository.pack, ['--all']).lines).toHaveLength(53);
  });

  test('prints no control characters of a name or subject', () => {
    const repository = new Repository();
    repository.write('a.yaml', 'a: 1\n');
    repository.commit('A\u001b[31mnn', 'Red\u001b]0;title\u0007 words');
    expect(history(repository.pack).lines.join()).not.toMatch(/\p{Cc}/u);
  });

  test.each([
    [['no-such-question']],
    [['README']],
    [['../../../README']],
    [['--output=evil']],
    [['; touch evil']],
    [['$(touch evil)', '`touch evil`']],
    [['en/messages.yaml', 'buttons.nothing']],
    [['en/messages.yaml', '1,2:../../README']],
  ])('reports that there is no history of %j, and runs nothing', (args) => {
    const repository = helpdesk();
    const { lines, stderr, status } = history(repository.pack, args);
    expect({ lines, status }).toEqual({ lines: [], status: 1 });
    expect(stderr).toMatch(
      /^There is no history of .* in the content pack .*: it is not part of the pack, or/,
    );
    expect(spawnSync('ls', [repository.pack], { encoding: 'utf8' }).stdout).not.toContain('evil');
  });

  test('reports that there is no repository', () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-history-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { stderr, status } = history(folder);
    expect(status).toBe(1);
    expect(stderr).toContain('is not in a git repository');
  });

  test('reports that git is not installed', () => {
    const { pack } = helpdesk();
    const { stderr, status } = history(pack, [], {
      PATH: `${dirname(process.execPath)}${delimiter}/nowhere`,
    });
    expect(status).toBe(1);
    expect(stderr).toContain('Git is not installed');
  });

  test('reports that nothing was committed', () => {
    const repository = new Repository();
    repository.write('a.yaml', 'a: 1\n');
    expect(history(repository.pack).stderr).toContain('has been committed yet');
  });
});
