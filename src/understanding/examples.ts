import type { Texts } from '../content/content.ts';
import type { Example } from './classifier.ts';

/** An example of the content pack, with what stands in the file for it. */
export interface WrittenExample extends Example {
  written: string;
}

/**
 * Every example of a language with the question, or the group of what is out of scope, that it stands for; with the
 * names of the network in the place of {network} and, one after the other, of {area}.
 */
export function examplesOf({ questions, outOfScope, network }: Texts): WrittenExample[] {
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
