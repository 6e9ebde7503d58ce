import { describe, expect, test } from 'vitest';
import { change } from '../../src/guide/choices.ts';
import { relocate } from '../../src/guide/navigation.ts';
import { at, finished, guideOf, PHASES, where } from './little-guide.ts';

const { 'cpms-access': access, 'first-login': login, ...before } = PHASES;

/** The guide after its content was changed. */
const CHANGED = {
  'a step inserted before it': {
    ...PHASES,
    'cpms-access': ['open', 'read-rules', 'choose-centre', 'submit'],
  },
  'its step removed': { ...PHASES, 'cpms-access': ['open', 'submit'] },
  'its step and the one before removed': { ...PHASES, 'cpms-access': ['submit'] },
  'its phase removed': { ...before, 'first-login': login },
  'its step given to another method': { ...PHASES, 'cpms-access': ['open', 'choose-centre:sms', 'submit'] },
  'its phase renamed': { ...before, request: access, 'first-login': login },
  'the steps in another order': { ...PHASES, 'cpms-access': ['submit', 'choose-centre', 'open'] },
};

describe('Somebody at choose-centre, after the content was changed:', () => {
  test.each([
    ['a step inserted before it', 'cpms-access/choose-centre'],
    ['the steps in another order', 'cpms-access/choose-centre'],
    ['its step removed', 'cpms-access/open'],
    ['its step and the one before removed', 'cpms-access/submit'],
    ['its phase removed', 'first-login/choose-thematic-area'],
    ['its phase renamed', 'request/open'],
    ['its step given to another method', 'cpms-access/open'],
  ] as const)('%s, is then at %s', (what, to) => {
    const guide = guideOf(CHANGED[what]);
    expect(where(relocate(guide, at('cpms-access/choose-centre')))).toBe(to);
  });
});

describe('After the content was changed', () => {
  test('a person whose step is still there stays at it, with the very same progress', () => {
    const progress = at('cpms-access/choose-centre');
    expect(relocate(guideOf(CHANGED['a step inserted before it']), progress)).toBe(progress);
    const end = finished();
    expect(relocate(guideOf(PHASES), end)).toBe(end);
  });

  test('a removed method moves those in its branch to the nearest step before it', () => {
    const guide = guideOf({ ...PHASES, 'two-factor': ['choose-method', 'sms-add:sms'] }, ['sms']);
    expect(where(relocate(guide, at('two-factor/app-test')))).toBe('two-factor/choose-method');
  });

  test('a lost choice moves those in its branch to the step before it', () => {
    const progress = { ...at('two-factor/app-test'), choices: {} };
    expect(where(relocate(guideOf(PHASES), progress))).toBe('two-factor/choose-method');
  });

  test('a person with no earlier step left is moved to the first one', () => {
    const guide = guideOf({ welcome: ['hello'], bye: ['farewell'] });
    expect(where(relocate(guide, at('cpms-access/choose-centre')))).toBe('welcome/hello');
  });

  test('a person keeps their marks and choices, but not a way back to a step that may be gone', () => {
    const progress = {
      ...at('cpms-access/choose-centre'),
      returnTo: { position: { phase: 'x', step: 'y' }, finished: false },
    };
    const moved = relocate(guideOf(CHANGED['its step removed']), progress);
    expect(moved).toMatchObject({ marks: progress.marks, choices: progress.choices });
    expect(moved.returnTo).toBeUndefined();
  });

  test('a person at the end stays there, even if the last step is gone', () => {
    const guide = guideOf({ ...PHASES, 'first-login': ['choose-thematic-area'] });
    const moved = relocate(guide, finished());
    expect(where(moved)).toBe('the end');
    expect(moved.position).toEqual({ phase: 'first-login', step: 'choose-thematic-area' });
  });

  test('a person away from a step that is gone comes back to the next one of its phase that is to be done', () => {
    const guide = guideOf({ ...PHASES, 'cpms-access': ['open', 'read-rules', 'submit'] });
    const away = change(guideOf(PHASES), at('cpms-access/choose-centre'), 'method');
    const moved = relocate(guide, away);
    expect(where(moved)).toBe('two-factor/choose-method');
    expect(moved.returnTo?.position).toEqual({ phase: 'cpms-access', step: 'read-rules' });
  });

  test('a person away from the end comes back to the end, even if the last step is gone', () => {
    const guide = guideOf({ ...PHASES, 'first-login': ['choose-thematic-area'] });
    const away = relocate(guide, change(guideOf(PHASES), finished(), 'centre'));
    expect(away.returnTo).toEqual({
      position: { phase: 'first-login', step: 'choose-thematic-area' },
      finished: true,
    });
  });

  test('a way back that only another method has closed is left as it is', () => {
    const away = { ...change(guideOf(PHASES), at('first-login/save'), 'method'), choices: { method: 'sms' } };
    const back = {
      ...away,
      returnTo: { position: { phase: 'two-factor', step: 'app-test' }, finished: false },
    };
    expect(relocate(guideOf(PHASES), back)).toBe(back);
  });
});
