import { areaTitle, type Content, type Texts } from '../content/content.ts';
import { sayFor } from '../content/format-message.ts';
import type { CHOICE_VALUES } from '../content/schema/text-fields.ts';
import { countryNameIn } from '../lib/country-name.ts';
import { chosenCentre, chosenCountry } from './choices.ts';
import type { Choices } from './progress.ts';

/** A person's choices as phrases that fit into a sentence, by the placeholders that they fill. */
export type ChoiceLabels = Record<(typeof CHOICE_VALUES)[number], string>;

/** Returns the choices by their names, or general words for those that were not made. */
export function choiceLabels({ centres }: Content, texts: Texts, choices: Choices): ChoiceLabels {
  const { unchosen } = texts.messages;
  const country = chosenCountry(centres, choices);
  const area = texts.network.areas[choices.area ?? ''];
  return {
    country: country ? countryNameIn(texts.language, country.id) : unchosen.country,
    centre: chosenCentre(centres, choices)?.name ?? unchosen.centre,
    method: texts.guide.methods[choices.method ?? '']?.name ?? unchosen.method,
    area: area ? areaTitle(area) : unchosen.area,
  };
}

/** Returns the choices as the guide's texts name them: of a centre, only the name on our list is known, not that on the form's. */
export function labelsInGuide(content: Content, texts: Texts, choices: Choices): ChoiceLabels {
  const labels = choiceLabels(content, texts, choices);
  const centre = chosenCentre(content.centres, choices);
  if (!centre) return labels;
  const say = sayFor(texts.network, texts.language);
  return { ...labels, centre: say(texts.messages.choice.yourCentre, { name: centre.name }) };
}
