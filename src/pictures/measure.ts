/**
 * The letters of Arimo by their width, in thousandths of the font size. Arial, Helvetica and Liberation Sans have the same
 * widths, so that a drawing is laid out alike wherever it is shown.
 */
const REGULAR: Record<number, string> = {
  191: "'",
  222: 'ijl’‘ł',
  278: ' !,./:;I[\\]ft|',
  333: '()-`r“”{}',
  350: '•"',
  389: '*°',
  469: '^',
  500: 'Jcksvxyz',
  556: '#$0123456789?L_abdeghnopqu–đ€',
  584: '+<=>~×',
  611: 'FTZßø',
  667: '&ABEKPSVXY',
  722: 'CDHNRUw',
  778: 'GOQ',
  833: 'Mm',
  889: '%æ',
  944: 'Wœ',
  1000: '—…',
  1015: '@',
};
const BOLD: Record<number, string> = {
  238: "'",
  278: ' ,./I\\ijl’‘ł|',
  333: '!()-:;[]`ft',
  350: '•',
  389: '*r{}°',
  474: '"',
  500: 'z“”',
  556: '#$0123456789J_aceksvxy–€',
  584: '+<=>^~×',
  611: '?FLTZbdghnopqußøđ',
  667: 'EPSVXY',
  722: '&ABCDHKNRU',
  778: 'GOQw',
  833: 'M',
  889: '%mæ',
  944: 'Wœ',
  975: '@',
  1000: '—…',
};
/** For letters of other scripts: rather too wide than drawn over the edge. */
const UNKNOWN = 800;

const regular = widthsByLetter(REGULAR);
const bold = widthsByLetter(BOLD);

/** Returns the width of a text in pixels, at a font size in pixels. */
export function textWidth(text: string, size: number, isBold = false): number {
  const widths = isBold ? bold : regular;
  // A letter with an accent is as wide as the letter alone.
  const letters = [...text.normalize('NFD').replace(/\p{M}/gu, '')];
  return (letters.reduce((sum, letter) => sum + (widths.get(letter) ?? UNKNOWN), 0) * size) / 1000;
}

function widthsByLetter(letters: Record<number, string>): Map<string, number> {
  return new Map(
    Object.entries(letters).flatMap(([width, all]) => [...all].map((letter) => [letter, Number(width)])),
  );
}
