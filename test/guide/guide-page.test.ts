import { describe, expect, test } from 'vitest';
import { guidePageAddress, readGuidePageChoices } from '../../src/guide/guide-page.ts';
import { OTHER } from '../../src/guide/progress.ts';
import { pack } from '../support/clinician.ts';

const country = pack.centres.countries.find(({ centres }) => centres.length > 0);
const first = pack.guide.methods.find(({ recommended }) => recommended)?.id;
const [, second] = pack.guide.methods.map(({ id }) => id);
const known = { method: second ?? '', country: country?.id ?? '', centre: country?.centres[0]?.id ?? '' };

function choicesAt(address: string) {
  return readGuidePageChoices(pack, new URL(address).searchParams);
}

describe('The address of the guide as a page', () => {
  test('carries the choices there and back', () => {
    expect(choicesAt(guidePageAddress('https://assistant.example', known))).toEqual(known);
  });

  test('leaves out what was not chosen and what is not listed', () => {
    expect(guidePageAddress('', {})).toBe('/guide');
    expect(guidePageAddress('', { country: known.country, centre: OTHER })).toBe(
      `/guide?country=${known.country}`,
    );
  });

  test('stands for the recommended method where it names none, or one that the pack does not have', () => {
    expect(choicesAt('https://assistant.example/guide')).toEqual({ method: first });
    expect(choicesAt('https://assistant.example/guide?method=nothing')).toEqual({ method: first });
  });

  test.each([
    ['a centre without its country', { centre: known.centre }],
    ['a country that is not listed', { country: 'ZZ', centre: known.centre }],
    ['words in place of ids', { country: '<b>', centre: 'My own hospital' }],
  ])('brings nothing onto the page that the pack does not have: %s', (_, asked) => {
    expect(choicesAt(guidePageAddress('https://assistant.example', asked))).toEqual({ method: first });
  });
});
