/** The sentences of a text, so that a long mail can be read one by one; a line of its own is a sentence of its own. */
export function sentencesOf(text: string, language: string): string[] {
  const segmenter = segmenterFor(language);
  return text
    .split(/[\r\n]+/u)
    .flatMap((line) => Array.from(segmenter.segment(line), ({ segment }) => segment.trim()))
    .filter((sentence) => /\p{L}/u.test(sentence));
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, segmenter);
  return segmenter;
}
