import { describe, expect, test } from 'vitest';
import type { Content, Texts } from '../../src/content/content.ts';
import { moveOn } from '../../src/guide/navigation.ts';
import { guidePositionOf, overviewOf, placeOf } from '../../src/guide/overview.ts';
import { pathOf, positionOf } from '../../src/guide/path.ts';
import { noProgress } from '../../src/guide/progress.ts';
import { pack } from '../support/clinician.ts';
import { at, finished, guide } from './little-guide.ts';

describe('The overview', () => {
  test('gives the state of each step on the person’s path', () => {
    const progress = moveOn(guide, at('eu-login/sign-in', 'sms'), 'skipped');
    const { steps, done, total } = overviewOf(guide, progress);
    expect(steps.map(({ position, state }) => `${position.step} ${state}`)).toEqual([
      'register done',
      'sign-in skipped',
      'choose-method open',
      'sms-add open',
      'open open',
      'choose-centre open',
      'submit open',
      'choose-thematic-area open',
      'save open',
    ]);
    expect({ done, total }).toEqual({ done: 1, total: 9 });
  });

  test('counts only the steps of the chosen method', () => {
    const end = finished();
    expect(overviewOf(guide, end)).toMatchObject({ done: 10, total: 10 });
    const changed = { ...end, choices: { ...end.choices, method: 'sms' } };
    expect(overviewOf(guide, changed)).toMatchObject({ done: 8, total: 9 });
    expect(overviewOf(guide, { ...end, choices: {} })).toMatchObject({ done: 8, total: 8 });
  });
});

test('What was done by another method stays counted, but never as all of it', () => {
  const half = { ...at('cpms-access/open', 'sms'), choices: { method: 'app' } };
  expect(overviewOf(guide, half)).toMatchObject({ done: 4, total: 10 });
  const next = moveOn(guide, { ...half, position: positionOf('two-factor/app-install') }, 'done');
  expect(overviewOf(guide, next)).toMatchObject({ done: 4, total: 10 });
  const end = { ...at('first-login/save', 'sms'), choices: { method: 'sms' } };
  const changed = { ...moveOn(guide, end, 'done'), choices: { method: 'app' } };
  expect(overviewOf(guide, changed)).toMatchObject({ done: 9, total: 10 });
  const short = { ...finished(), choices: { method: 'sms' } };
  expect(overviewOf(guide, short)).toMatchObject({ done: 8, total: 9 });
});

describe('The place of a step', () => {
  test.each([
    ['eu-login/register', undefined, { step: 1, steps: 2, phase: 1, phases: 4 }],
    ['two-factor/choose-method', undefined, { step: 1, steps: 1, phase: 2, phases: 4 }],
    ['two-factor/choose-method', 'app', { step: 1, steps: 3, phase: 2, phases: 4 }],
    ['two-factor/sms-add', 'sms', { step: 2, steps: 2, phase: 2, phases: 4 }],
    ['first-login/save', 'app', { step: 2, steps: 2, phase: 4, phases: 4 }],
  ])('%s with method %s is %o', (key, method, place) => {
    expect(placeOf(guide, positionOf(key), { ...noProgress(), choices: method ? { method } : {} })).toEqual(
      place,
    );
  });
});

describe('The entity for the progress panel', () => {
  const content: Content = { ...pack, guide };
  const texts: Texts = { ...textsOfEnglish(), steps: { 'eu-login': { title: 'Part one', steps: {} } } };
  const entity = (progress: Parameters<typeof guidePositionOf>[2]) =>
    guidePositionOf(content, texts, progress, progress.position ?? positionOf('a/b'), (text) => `<${text}>`);

  test('holds the position, the number of steps done, and the whole path', () => {
    const { outline, ...place } = entity(at('eu-login/sign-in'));
    expect(place).toEqual({ type: 'guidePosition', phase: 'eu-login', step: 'sign-in', done: 1, total: 10 });
    expect(outline.map(({ id }) => id)).toEqual(guide.phases.map(({ id }) => id));
    expect(outline[0]).toEqual({
      id: 'eu-login',
      title: '<Part one>',
      steps: [
        { id: 'register', title: '<register>', state: 'done' },
        { id: 'sign-in', title: '<sign-in>', state: 'current' },
      ],
    });
  });

  test('has no current step at the end', () => {
    const states = entity(finished()).outline.flatMap(({ steps }) => steps.map(({ state }) => state));
    expect(new Set(states)).toEqual(new Set(['done']));
  });
});

test('Every second factor of the pack has as many steps, so that no choice changes the totals', () => {
  const totals = pack.guide.methods.map(({ id }) => pathOf(pack.guide, id).length);
  expect(new Set(totals).size).toBe(1);
});

function textsOfEnglish(): Texts {
  const texts = pack.languages.get('en');
  if (!texts) throw new Error('no English');
  return texts;
}
