import { hasPlaceholders } from '../src/content/format-message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { type ChoiceLabels, labelsInGuide, choiceLabels as labelsOf } from '../src/guide/choice-labels.ts';
import { type GuidePosition, guidePositionOf, overviewOf, placeOf } from '../src/guide/overview.ts';
import type { Position } from '../src/guide/path.ts';
import { OTHER } from '../src/guide/progress.ts';
import { countryNameIn } from '../src/lib/country-name.ts';

/** Fills a text of the guide with the person's choices, or with general words where they have not chosen yet. */
export function sayWithChoices(turn: Turn, text: string): string {
  // Most texts name no choice, and a card has dozens of texts.
  if (!hasPlaceholders(text)) return text;
  return turn.say(text, labelsInGuide(turn.content, turn.texts, turn.state.progress.choices));
}

/** Returns the person's choices as phrases that fit into a sentence. */
export function choiceLabels(turn: Turn): ChoiceLabels {
  return labelsOf(turn.content, turn.texts, turn.state.progress.choices);
}

/** Returns "Country, centre", or the title of the "not listed" button that was chosen. */
export function centreLabel(turn: Turn): string {
  const { country, centre } = turn.state.progress.choices;
  const { buttons, unchosen } = turn.texts.messages;
  if (country === undefined && centre === undefined) return unchosen.centre;
  if (country === OTHER) return turn.say(buttons.countryNotListed);
  const labels = choiceLabels(turn);
  return `${labels.country}, ${centre === OTHER ? turn.say(buttons.centreNotListed) : labels.centre}`;
}

/** Returns a country's name in the person's language. */
export function countryName(turn: Turn, id: string): string {
  return countryNameIn(turn.texts.language, id);
}

/** Returns a step's title. */
export function stepTitle(turn: Turn, position: Position): string {
  return sayWithChoices(turn, turn.texts.steps[position.phase]?.steps[position.step]?.title ?? position.step);
}

/** Returns the title of the button that goes on from a step. */
export function nextTitle(turn: Turn, at: Position | undefined): string {
  const own = at && turn.texts.steps[at.phase]?.steps[at.step]?.next;
  return turn.say(own ?? turn.texts.messages.buttons.next);
}

/** Returns a phase's title. */
export function phaseTitle(turn: Turn, phase: string): string {
  return turn.say(turn.texts.steps[phase]?.title ?? phase);
}

/** Returns "Part 1 of 4: EU Login · step 2 of 4". */
export function placeLabel(turn: Turn, at: Position): string {
  const place = placeOf(turn.content.guide, at, turn.state.progress);
  return turn.say(turn.texts.messages.step.place, { ...place, title: phaseTitle(turn, at.phase) });
}

/** Returns a step's place and title in one line. */
export function placeAndTitle(turn: Turn, at: Position): string {
  return `${placeLabel(turn, at)} – ${stepTitle(turn, at)}`;
}

/** Returns the entity for a message that shows a step; undefined before the guide has begun. */
export function guidePosition(turn: Turn, at = turn.state.progress.position): GuidePosition | undefined {
  if (!at) return undefined;
  return guidePositionOf(turn.content, turn.texts, turn.state.progress, at, (text) =>
    sayWithChoices(turn, text),
  );
}

/** Counts the steps of the person's path and those that are done. */
export function countDone(turn: Turn): { done: number; total: number } {
  const { done, total } = overviewOf(turn.content.guide, turn.state.progress);
  return { done, total };
}
