import type { Turn } from '../src/conversation/turn.ts';
import { chosenCentre, chosenCountry } from '../src/guide/choices.ts';
import { type GuidePosition, guidePositionOf, overviewOf } from '../src/guide/overview.ts';
import type { Position } from '../src/guide/position.ts';

/** Fills a text of the guide with what the person chose, or with general words where they have not. */
export function sayGuide(turn: Turn, text: string): string {
  return turn.say(text, chosenWords(turn));
}

/** What the person chose, in words that fit into a sentence. */
export function chosenWords(turn: Turn): { country: string; centre: string; method: string; area: string } {
  const { choices } = turn.state.progress;
  const { unchosen } = turn.texts.messages;
  const country = chosenCountry(turn.content.centres, choices);
  return {
    country: country ? countryName(turn, country.id) : unchosen.country,
    centre: chosenCentre(turn.content.centres, choices)?.name ?? unchosen.centre,
    method: methodName(turn, choices.method) ?? unchosen.method,
    area: areaName(turn, choices.area) ?? unchosen.area,
  };
}

/** A country's name in the person's language. */
export function countryName(turn: Turn, id: string): string {
  return new Intl.DisplayNames([turn.texts.language], { type: 'region' }).of(id) ?? id;
}

/** A second-factor method by name; undefined where none was chosen. */
function methodName(turn: Turn, id: string | undefined): string | undefined {
  return id === undefined ? undefined : turn.texts.guide.methods[id]?.name;
}

/** A thematic area as "label – name"; undefined where none was chosen. */
function areaName(turn: Turn, id: string | undefined): string | undefined {
  const area = id === undefined ? undefined : turn.texts.network.areas[id];
  return area && `${area.label} – ${area.name}`;
}

/** A step's title. */
export function stepTitle(turn: Turn, position: Position): string {
  return sayGuide(turn, turn.texts.steps[position.phase]?.steps[position.step]?.title ?? position.step);
}

/** A phase's title. */
export function phaseTitle(turn: Turn, phase: string): string {
  return turn.say(turn.texts.steps[phase]?.title ?? phase);
}

/** The entity for the message that shows a step; undefined before the guide was begun. */
export function guidePosition(turn: Turn, at = turn.state.progress.position): GuidePosition | undefined {
  if (!at) return undefined;
  return guidePositionOf(turn.content, turn.texts, turn.state.progress, at, (text) => sayGuide(turn, text));
}

/** How much of the person's path is done, for sentences that say so. */
export function tally(turn: Turn): { done: number; total: number } {
  const { done, total } = overviewOf(turn.content.guide, turn.state.progress);
  return { done, total };
}
