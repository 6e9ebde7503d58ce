import type { Texts } from '../content/content.ts';
import type { Example } from './classifier.ts';

/** An example of the content pack, with what stands in the file for it. */
export interface WrittenExample extends Example {
  written: string;
}

/** Everything a language's questions are learnt from: the examples of their own, and the vague ones that may mean them. */
export function examplesOf(texts: Texts): Example[] {
  const vague = texts.vague.vague.flatMap(({ means, examples }) =>
    means.flatMap((label) => examples.map((text) => ({ text, label }))),
  );
  return [...ownExamplesOf(texts), ...vague];
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
