import type { Content } from '../content/content.ts';
import { chosenCentre, chosenCountry } from './choices.ts';
import { type Choices, OTHER } from './progress.ts';

/** The path of the page that shows the whole guide, to be printed. */
export const GUIDE_PAGE = '/guide';

/** The choices that the page is drawn for; they are in its address. */
export type GuidePageChoices = Pick<Choices, 'method' | 'country' | 'centre'>;

const NAMES = ['method', 'country', 'centre'] as const satisfies (keyof GuidePageChoices)[];

/**
 * Returns the address of the page with a person's choices, by their ids only, in a language, or else in the reader's; `pages` is where
 * our own pages are.
 */
export function guidePageAddress(pages: string, choices: GuidePageChoices, language?: string): string {
  const query = new URLSearchParams(language === undefined ? {} : { lang: language });
  for (const name of NAMES) {
    const id = choices[name];
    if (id !== undefined && id !== OTHER) query.set(name, id);
  }
  return `${pages}${GUIDE_PAGE}${query.size > 0 ? `?${query}` : ''}`;
}

/**
 * Reads the choices from the query of the address. What the content pack does not have is left out. Without a method the recommended one
 * counts, or the first, since nobody can print steps that are still to be chosen.
 */
export function readGuidePageChoices(content: Content, query: URLSearchParams): GuidePageChoices {
  const { methods } = content.guide;
  const asked = { country: query.get('country') ?? '', centre: query.get('centre') ?? '' };
  const recommended = methods.find((method) => method.recommended) ?? methods[0];
  const method = methods.find(({ id }) => id === query.get('method')) ?? recommended;
  const country = chosenCountry(content.centres, asked);
  const centre = chosenCentre(content.centres, asked);
  return {
    ...(method && { method: method.id }),
    ...(country && { country: country.id }),
    ...(centre && { centre: centre.id }),
  };
}
