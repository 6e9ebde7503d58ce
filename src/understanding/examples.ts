import type { Texts } from '../content/content.ts';
import type { Example } from './classifier/classifier.ts';

/** An example of the content pack, together with its text in the file. */
export interface WrittenExample extends Example {
  written: string;
}

/** Returns every example that a language's questions are learnt from; vague words have labels of their own. */
export function examplesOf(texts: Texts): Example[] {
  const vague = texts.vague.vague.flatMap(({ examples }, group) =>
    examples.map((text) => ({ text, label: vagueLabel(group) })),
  );
  return [...questionExamplesOf(texts), ...vague];
}

/** Returns the questions that vague words may stand for, by the label of those words. */
export function vagueMeanings({ vague: { vague } }: Texts): Map<string, string[]> {
  return new Map(vague.map(({ means }, group) => [vagueLabel(group), means]));
}

/** Makes a label with a slash in it, so that it can never equal a question's id. */
function vagueLabel(group: number): string {
  return `vague/${group}`;
}

/**
 * Returns every example of a question or of an out-of-scope group, with the network's name in place of {network} and the
 * names of its areas, in turn, in place of {area}.
 */
export function questionExamplesOf({ questions, outOfScope, network }: Texts): WrittenExample[] {
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
