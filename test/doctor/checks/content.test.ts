import { describe, expect, test } from 'vitest';
import { checkContent } from '../../../src/doctor/checks/content.ts';
import { PackCopy, SHIPPED } from '../../content/pack-copy.ts';

describe('The content', () => {
  test('passes where the start accepts it, and tells its size', () => {
    expect(checkContent(SHIPPED)).toEqual([
      { name: 'content', outcome: 'ok', says: expect.stringMatching(/^\d+ questions, 7 languages/) },
    ]);
  });

  test('tells how many translations are to be looked at', () => {
    const pack = new PackCopy();
    pack.addLanguage('de');
    expect(checkContent(pack.folder)).toEqual([
      {
        name: 'content',
        outcome: 'ok',
        says: expect.stringMatching(/^\d+ questions, 2 languages, \d{4} translated text\(s\) may not say/),
      },
    ]);
  });

  test('fails with file, line and fix for everything that is wrong', () => {
    const pack = new PackCopy();
    pack.change('guide.yaml', 'cpms-2: https://', 'cpms-2: http://');
    pack.change('en/steps/first-login.yaml', '    tip: "Your role', '    tipp: "Your role');
    const checks = checkContent(pack.folder);
    expect(checks).toHaveLength(2);
    for (const check of checks)
      expect(check).toMatchObject({
        outcome: 'failed',
        says: expect.stringMatching(/^\S+\.yaml:\d+ /),
        fix: expect.stringMatching(/\w/),
      });
  });

  test('fails in one line where its folder does not exist', () => {
    expect(checkContent('/nowhere')).toEqual([
      {
        name: 'content',
        outcome: 'failed',
        says: 'CONTENT_DIR: the folder /nowhere does not exist',
        fix: expect.stringContaining('CONTENT_DIR=data'),
      },
    ]);
  });

  test('waits for its setting', () => {
    expect(checkContent(undefined)).toMatchObject([{ outcome: 'skipped' }]);
  });
});
