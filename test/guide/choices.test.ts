import { describe, expect, test } from 'vitest';
import type { CentresFile } from '../../src/content/schema/structure.ts';
import {
  type Changeable,
  change,
  changeable,
  choose,
  chosenCentre,
  chosenCountry,
  missingChoice,
} from '../../src/guide/choices.ts';
import { beginGuide, goBack, moveOn } from '../../src/guide/navigation.ts';
import { noProgress, OTHER, type Progress } from '../../src/guide/progress.ts';
import { at, finished, guide, guideOf, jump, PHASES, where } from './little-guide.ts';

/** Changes a choice from where somebody is, makes it, and says which steps follow until they are back. */
function stepsOfChange(from: Progress, name: Changeable, choice: Progress['choices']): string[] {
  let progress = choose(guide, change(guide, from, name), choice);
  const seen = [where(progress)];
  while (progress.returnTo) {
    progress = moveOn(guide, progress, 'done');
    seen.push(where(progress));
  }
  return seen;
}

describe('Changing a choice', () => {
  const end = finished();

  test.each([
    ['area', { area: 'south' }, ['first-login/choose-thematic-area', 'the end']],
    ['centre', { country: 'DE', centre: 'mannheim' }, ['cpms-access/choose-centre', 'the end']],
    ['method', { method: 'sms' }, ['two-factor/choose-method', 'two-factor/sms-add', 'the end']],
    ['method', { method: 'app' }, ['two-factor/choose-method', 'the end']],
  ] as const)(
    'of the %s to %o from the end leads through its own steps back to the end',
    (name, to, steps) => {
      expect(stepsOfChange(end, name, to)).toEqual(steps);
    },
  );

  test.each([
    ['cpms-access/submit', 'method', { method: 'sms' }, ['two-factor/sms-add', 'cpms-access/submit']],
    ['eu-login/sign-in', 'area', { area: 'south' }, ['eu-login/sign-in']],
    ['first-login/save', 'centre', { centre: 'other' }, ['first-login/save']],
  ] as const)('at %s, of the %s to %o, leads back there', (from, name, to, steps) => {
    expect(stepsOfChange(at(from), name, to).slice(1)).toEqual(steps);
  });

  test('keeps the other choices and every mark', () => {
    const changed = moveOn(guide, choose(guide, change(guide, end, 'area'), { area: 'south' }), 'done');
    expect(changed.choices).toEqual({ ...end.choices, area: 'south' });
    expect(changed.marks).toEqual(end.marks);
  });

  test('of the method half way keeps what was done with the first, for people who go back to it', () => {
    const halfWay = at('two-factor/app-test');
    const changed = choose(guide, change(guide, halfWay, 'method'), { method: 'sms' });
    const walked = moveOn(guide, moveOn(guide, changed, 'done'), 'done');
    expect(where(walked)).toBe('cpms-access/open');
    expect(walked.marks).toMatchObject({ 'two-factor/app-install': 'done', 'two-factor/sms-add': 'done' });
    const again = choose(guide, change(guide, walked, 'method'), { method: 'app' });
    expect(where(moveOn(guide, again, 'done'))).toBe('two-factor/app-test');
  });

  test('of the method on the way back to a step of the other method goes on with the new one instead', () => {
    const away = change(guide, at('two-factor/app-test'), 'centre');
    const changed = choose(guide, change(guide, away, 'method'), { method: 'sms' });
    const walked = moveOn(guide, changed, 'done');
    expect(where(walked)).toBe('two-factor/sms-add');
    expect(where(moveOn(guide, walked, 'done'))).toBe('cpms-access/open');
  });

  test('within the phase of the choice simply goes on from there', () => {
    expect(change(guide, at('cpms-access/submit'), 'centre').returnTo).toBeUndefined();
    expect(change(guide, at('two-factor/choose-method'), 'method').returnTo).toBeUndefined();
  });

  test('twice on the way still leads back to where it began', () => {
    const twice = change(guide, change(guide, end, 'method'), 'centre');
    expect(where(moveOn(guide, twice, 'done'))).toBe('the end');
  });

  test('can be given up by going back, and forgets nothing', () => {
    const back = goBack(guide, change(guide, end, 'centre'));
    expect(back && where(back)).toBe('cpms-access/open');
    expect(back?.choices).toEqual(end.choices);
  });

  test('is offered for what the guide has steps for, and changes nothing for anything else', () => {
    expect(changeable(guide)).toEqual(['method', 'centre', 'area']);
    const onlyArea = guideOf({ 'first-login': PHASES['first-login'] });
    expect(changeable(onlyArea)).toEqual(['area']);
    const progress = beginGuide(onlyArea);
    expect(change(onlyArea, progress, 'centre')).toBe(progress);
  });
});

describe('Choosing', () => {
  const chosen: Progress = { ...noProgress(), choices: { country: 'NL', centre: 'nijmegen', area: 'north' } };

  test('a centre does not outlive its country', () => {
    expect(choose(guide, chosen, { country: 'DE' }).choices).toEqual({ country: 'DE', area: 'north' });
    expect(choose(guide, chosen, { country: 'NL' }).choices).toEqual(chosen.choices);
    expect(choose(guide, chosen, { country: 'DE', centre: 'mannheim' }).choices.centre).toBe('mannheim');
  });

  test.each([
    ['two-factor/choose-method', 'method', { method: 'app' }],
    ['cpms-access/choose-centre', 'centre', { country: 'NL', centre: OTHER }],
    ['first-login/choose-thematic-area', 'area', { area: 'north' }],
  ] as const)('is asked for at %s until the %s is there', (key, name, choices) => {
    expect(missingChoice(guide, { ...jump(noProgress(), key), choices: {} })).toBe(name);
    expect(missingChoice(guide, { ...jump(noProgress(), key), choices })).toBeUndefined();
  });

  test('is asked for at no other step', () => {
    expect(missingChoice(guide, { ...jump(noProgress(), 'cpms-access/open'), choices: {} })).toBeUndefined();
    expect(missingChoice(guide, noProgress())).toBeUndefined();
  });

  test('finds the country and the centre in the list, and neither where it is not listed', () => {
    const centre = {
      id: 'nijmegen',
      name: 'R',
      city: 'N',
      aliases: [],
      certainty: 'high',
      source: 'https://r',
    };
    const centres: CentresFile = { countries: [{ id: 'NL', aliases: [], centres: [centre] }] };
    expect(chosenCountry(centres, { country: 'NL' })?.id).toBe('NL');
    expect(chosenCentre(centres, { country: 'NL', centre: 'nijmegen' })).toBe(centre);
    expect(chosenCentre(centres, { country: OTHER, centre: OTHER })).toBeUndefined();
    expect(chosenCentre(centres, { country: 'NL', centre: OTHER })).toBeUndefined();
    expect(chosenCountry(centres, {})).toBeUndefined();
  });
});
