import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PackCopy, SHIPPED } from '../content/pack-copy.ts';
import { pack as shipped } from '../support/clinician.ts';

const centres = shipped.centres.countries.flatMap((country) => country.centres);

/** The check takes half a minute of work, and a busy machine many times that. */
const LONGEST = 600_000;

/** Runs a program of the project to its end. */
function run(program: string, env: Record<string, string>, given: readonly string[] = []) {
  const file = fileURLToPath(new URL(`../../src/${program}`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...given], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...env },
    encoding: 'utf8',
    timeout: LONGEST,
  });
  return { status, stdout, stderr };
}

function brokenTwice(): PackCopy {
  const pack = new PackCopy();
  pack.change('guide.yaml', 'cpms-2: https://', 'cpms-2: http://');
  pack.change('en/steps/first-login.yaml', '    tip: "Your role', '    tipp: "Your role');
  return pack;
}

function places(pack: PackCopy): string[] {
  return [
    `guide.yaml:${pack.lineOf('guide.yaml', 'cpms-2: http://')} links.cpms-2: must be an address`,
    `en/steps/first-login.yaml:${pack.lineOf('en/steps/first-login.yaml', 'tipp:')} steps.enter-role.tipp: the key`,
  ];
}

describe('npm run check:content', () => {
  test('prints how certain each centre is and the size of a good pack, and succeeds', {
    timeout: LONGEST,
  }, () => {
    const { status, stdout } = run('cli/check-content.ts', { CONTENT_DIR: SHIPPED }, ['en']);
    const lines = stdout.split('\n');
    for (const { name, city, certainty, source } of centres) {
      const line = lines.find((each) => each.includes(`${name}, ${city}`));
      expect(line?.startsWith(`  ${certainty}: `), name).toBe(true);
      expect(line?.endsWith(`(${source})`), name).toBe(true);
    }
    expect(stdout).toMatch(/^ {2}no source names a centre in: \w+, /m);
    expect(stdout).toMatch(/is good: 7 language\(s\), \d+ steps, \d+ problems, \d+ questions, 0 warning/);
    expect(status).toBe(0);
  });

  test('fails for a language that the pack does not have', () => {
    const { status, stderr } = run('cli/check-content.ts', { CONTENT_DIR: SHIPPED }, ['xx']);
    expect(stderr).toContain('xx:1 the pack has no folder for this language');
    expect(status).toBe(1);
  });

  test('prints the file and line of every problem, and fails', () => {
    const pack = brokenTwice();
    const { status, stderr } = run('cli/check-content.ts', { CONTENT_DIR: pack.folder });
    for (const place of places(pack)) expect(stderr).toContain(place);
    expect(stderr).toContain('2 problem(s) in the content pack.');
    expect(status).toBe(1);
  });
});

describe('npm start', () => {
  test('refuses a broken pack with the same words, before it opens anything', () => {
    const pack = brokenTwice();
    const database = pack.path('assistant.sqlite');
    const { status, stdout, stderr } = run('index.ts', {
      CONTENT_DIR: pack.folder,
      DATABASE_URL: `file:${database}`,
    });
    for (const place of places(pack)) expect(stderr).toContain(place);
    expect(stderr).not.toContain(' at '.concat('file:'));
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(existsSync(database)).toBe(false);
  });
});
