import { expect, test } from 'vitest';
import { PackCopy } from '../content/pack-copy.ts';
import { run } from './run.ts';

const COMMAND = 'src/cli/confirm.ts';

test('npm run confirm says how many texts it has confirmed', () => {
  const pack = new PackCopy();
  pack.addLanguage('de');
  const { status, stdout } = run(COMMAND, ['de', 'steps/eu-login', 'steps.register.title'], {
    CONTENT_DIR: pack.folder,
  });
  expect(stdout).toBe('1 text(s) confirmed.\n');
  expect(status).toBe(0);
  expect(pack.read('de/confirmed.yaml')).toMatch(
    /^steps\/eu-login:\n {2}steps:\n {4}register:\n {6}title: [a-z]{8}\n$/m,
  );
});

test('npm run confirm says what it cannot confirm, and needs a language', () => {
  const pack = new PackCopy();
  pack.addLanguage('de');
  const CONTENT_DIR = pack.folder;
  expect(run(COMMAND, ['de', 'steps/eu-logn'], { CONTENT_DIR })).toEqual({
    status: 1,
    stdout: '',
    stderr: 'there is no file "steps/eu-logn"\n    fix: did you mean "steps/eu-login"?\n',
  });
  expect(run(COMMAND, [], { CONTENT_DIR })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Name a language'),
  });
  pack.remove('en/site.yaml');
  expect(run(COMMAND, ['de'], { CONTENT_DIR })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('en/site.yaml:1 the file is missing'),
  });
});
