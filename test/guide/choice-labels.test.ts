import { expect, test } from 'vitest';
import { areaTitle, textsOf } from '../../src/content/content.ts';
import { choiceLabels, labelsInGuide } from '../../src/guide/choice-labels.ts';
import { OTHER } from '../../src/guide/progress.ts';
import { pack } from '../support/clinician.ts';

const texts = textsOf(pack, 'en');
const country = pack.centres.countries.find(({ centres }) => centres.length > 0);
const [centre] = country?.centres ?? [];
const [area = ''] = pack.network.areas.map(({ id }) => id);
const [method = ''] = pack.guide.methods.map(({ id }) => id);
const choices = { country: country?.id, centre: centre?.id, area, method };

test('Choices have their names, and general words stand for those that were not made', () => {
  expect(choiceLabels(pack, texts, choices)).toEqual({
    country: new Intl.DisplayNames(['en'], { type: 'region' }).of(country?.id ?? ''),
    centre: centre?.name,
    area: areaTitle(texts.network.areas[area] ?? { label: '', name: '', covers: '' }),
    method: texts.guide.methods[method]?.name,
  });
  expect(choiceLabels(pack, texts, {})).toEqual(texts.messages.unchosen);
  expect(labelsInGuide(pack, texts, {})).toEqual(texts.messages.unchosen);
});

test('The guide says that it knows a centre by this name, since the form may spell it otherwise', () => {
  const { centre: inGuide, ...others } = labelsInGuide(pack, texts, choices);
  expect(inGuide).toBe(texts.messages.choice.yourCentre.replace('{name}', centre?.name ?? ''));
  expect(choiceLabels(pack, texts, choices)).toMatchObject(others);
});

test('A centre that is not listed is said in general words', () => {
  expect(labelsInGuide(pack, texts, { ...choices, centre: OTHER }).centre).toBe(
    texts.messages.unchosen.centre,
  );
});
