import { describe, expect, test } from 'vitest';
import { beginGuide, enterAt, goBack, moveOn } from '../../src/guide/navigation.ts';
import { keyOf, positionOf } from '../../src/guide/path.ts';
import { noProgress, type Progress } from '../../src/guide/progress.ts';
import { at, finished, guide, guideOf, where } from './little-guide.ts';

/** The steps that somebody is shown who presses "next" until the end. */
function shown(method: string): string[] {
  const seen: string[] = [];
  let progress: Progress = { ...beginGuide(guide), choices: { method } };
  while (!progress.finished && progress.position) {
    seen.push(progress.position.step);
    progress = moveOn(guide, progress, 'done');
  }
  return seen;
}

describe('Moving on', () => {
  test('begins at the first step with nothing done', () => {
    expect(where(beginGuide(guide))).toBe('eu-login/register');
    expect(beginGuide(guide).marks).toEqual({});
  });

  test.each([
    ['app', ['app-install', 'app-test']],
    ['sms', ['sms-add']],
    ['', []],
  ])('shows the steps of everybody and those of method "%s", in order', (method, own) => {
    expect(shown(method)).toEqual([
      'register',
      'sign-in',
      'choose-method',
      ...own,
      'open',
      'choose-centre',
      'submit',
      'choose-thematic-area',
      'save',
    ]);
  });

  test('marks a step as done or as skipped', () => {
    const progress = moveOn(guide, moveOn(guide, beginGuide(guide), 'skipped'), 'done');
    expect(progress.marks).toEqual({ 'eu-login/register': 'skipped', 'eu-login/sign-in': 'done' });
  });

  test('makes a skipped step done once it is done, and a done step never undone', () => {
    const skipped = moveOn(guide, beginGuide(guide), 'skipped');
    const done = moveOn(guide, { ...skipped, position: positionOf('eu-login/register') }, 'done');
    expect(done.marks['eu-login/register']).toBe('done');
    const again = moveOn(guide, { ...done, position: positionOf('eu-login/register') }, 'skipped');
    expect(again.marks['eu-login/register']).toBe('done');
  });

  test('ends behind the last step, and stays there', () => {
    expect(where(finished())).toBe('the end');
    expect(where(moveOn(guide, finished(), 'done'))).toBe('the end');
    expect(finished().position).toEqual(positionOf('first-login/save'));
  });

  test('goes nowhere before the guide was begun', () => {
    expect(moveOn(guide, noProgress(), 'done')).toEqual(noProgress());
    expect(beginGuide(guideOf({}))).toEqual(noProgress());
  });

  test('changes nothing of what it was given', () => {
    const before = at('cpms-access/open');
    const copy = structuredClone(before);
    moveOn(guide, before, 'done');
    goBack(guide, before);
    expect(before).toEqual(copy);
  });
});

describe('Going back', () => {
  test.each([
    ['eu-login/sign-in', 'app', 'eu-login/register'],
    ['two-factor/choose-method', 'app', 'eu-login/sign-in'],
    ['cpms-access/open', 'app', 'two-factor/app-test'],
    ['cpms-access/open', 'sms', 'two-factor/sms-add'],
  ])('leads from %s with %s to %s', (from, method, to) => {
    const back = goBack(guide, at(from, method));
    expect(back && where(back)).toBe(to);
  });

  test('leads from the end to the last step', () => {
    const back = goBack(guide, finished());
    expect(back && where(back)).toBe('first-login/save');
  });

  test('keeps every mark and choice', () => {
    const before = { ...at('cpms-access/submit'), choices: { method: 'app', country: 'NL' } };
    expect(goBack(guide, before)).toMatchObject({ marks: before.marks, choices: before.choices });
  });

  test('is not possible at the first step, nor before it', () => {
    expect(goBack(guide, beginGuide(guide))).toBeUndefined();
    expect(goBack(guide, noProgress())).toBeUndefined();
  });
});

describe('Beginning part way', () => {
  test('counts everything before as done, and nothing else', () => {
    const progress = enterAt(guide, noProgress(), positionOf('cpms-access/open'));
    expect(where(progress)).toBe('cpms-access/open');
    expect(Object.keys(progress.marks)).toEqual([
      'eu-login/register',
      'eu-login/sign-in',
      'two-factor/choose-method',
    ]);
  });

  test('chooses the method of a place in its branch', () => {
    const progress = enterAt(guide, noProgress(), positionOf('two-factor/app-test'), 'app');
    expect(progress.choices).toEqual({ method: 'app' });
    expect(Object.keys(progress.marks).at(-1)).toBe('two-factor/app-install');
    expect(where(moveOn(guide, progress, 'done'))).toBe('cpms-access/open');
  });

  test('keeps the path that leads there', () => {
    const { route } = enterAt(guide, noProgress(), positionOf('two-factor/app-install'), 'app');
    expect(route).toEqual([
      'eu-login/register',
      'eu-login/sign-in',
      'two-factor/choose-method',
      'two-factor/app-install',
    ]);
  });
});

test('A position is written as phase/step and read again', () => {
  const position = { phase: 'eu-login', step: 'sign-in' };
  expect(keyOf(position)).toBe('eu-login/sign-in');
  expect(positionOf('eu-login/sign-in')).toEqual(position);
});
