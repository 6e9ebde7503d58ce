import { describe, expect, test } from 'vitest';
import { noProgress, progressSchema, upgradeProgress } from '../../src/guide/progress.ts';
import { at, finished } from './little-guide.ts';

const VERSION_1 = {
  version: 1,
  position: { phase: 'eu-login', step: 'sign-in' },
  finished: false,
  marks: { 'eu-login/register': 'done', 'eu-login/confirm-mail': 'skipped' },
  choices: { method: 'app', country: 'NL' },
};

describe('A stored progress', () => {
  test.each([
    ['of somebody new', noProgress()],
    ['half way', at('cpms-access/submit')],
    ['at the end', finished()],
    [
      'on the way back from a change',
      { ...finished(), returnTo: { position: { phase: 'a', step: 'b' }, finished: true } },
    ],
  ])('%s is read as it was', (_, progress) => {
    expect(upgradeProgress(JSON.parse(JSON.stringify(progress)))).toEqual(progress);
  });

  test('of version 1 is brought to today’s shape with everything it knew', () => {
    const { version: _, ...known } = VERSION_1;
    const upgraded = upgradeProgress(VERSION_1);
    expect(upgraded).toEqual({ ...known, version: 2, paused: false, route: [] });
    expect(progressSchema.safeParse(upgraded).success).toBe(true);
  });

  test.each([
    ['of an unknown version', { ...VERSION_1, version: 3 }],
    ['of no version', { ...VERSION_1, version: undefined }],
    ['with a field that no version had', { ...noProgress(), note: 'typed words' }],
    ['with a mark that no version had', { ...noProgress(), marks: { 'a/b': 'maybe' } }],
    ['that is nothing', undefined],
    ['that is a text', 'half way'],
  ])('%s is refused', (_, stored) => {
    expect(() => upgradeProgress(stored)).toThrow();
  });
});
