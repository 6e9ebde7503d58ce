import type { Texts } from '../content/content.ts';
import type { Example } from './classifier.ts';

/** An example of the content pack, with what stands in the file for it. */
export interface WrittenExample extends Example {
  written: string;
}

/** Everything a language's questions are learnt from; vague words have a label of their own. */
export function examplesOf(texts: Texts): Example[] {
  const vague = texts.vague.vague.flatMap(({ examples }, group) =>
    examples.map((text) => ({ text, label: vagueLabel(group) })),
  );
  return [...ownExamplesOf(texts), ...vague];
}

/** By label: the questions that vague words may stand for. */
export function vagueMeanings({ vague: { vague } }: Texts): Map<string, string[]> {
  return new Map(vague.map(({ means }, group) => [vagueLabel(group), means]));
}

/** Holds a slash, so that no question can have the same id. */
function vagueLabel(group: number): string {
  return `vague/${group}`;
}

/**
 * Every example of a question, or of a group of what is out of scope, with the names of the network in the place of
 * {network} and, one after the other, of {area}.
 */
export function ownExamplesOf({ questions, outOfScope, network }: Texts): WrittenExample[] {
  const areas = Object.values(network.areas).map(({ label }) => label);
  let next = 0;
  const withNames = (example: string) =>
    example
      .replaceAll('{network}', network.shortName)
      .replace(/\{area\}/g, (asWritten) => areas[next++ % areas.length] ?? asWritten);
  return Object.entries({ ...questions, ...outOfScope }).flatMap(([label, { examples }]) =>
    examples.map((written) => ({ text: withNames(written), label, written })),
  );
}
