/**
 * How many characters of a card a text may be: it stands there twice, as it is drawn and as plain text, and Teams takes 28 kB,
 * two bytes a character. The links in it and the buttons need room as well.
 */
const ROOM = 8000;
/** What the format of a line takes away from that. */
const PER_LINE = 80;

/** A long text in pieces that fit into one card each, parted between lines or else between words. */
export function pieces(text: string): string[] {
  const found: string[][] = [];
  let room = 0;
  for (const line of text.split('\n').flatMap(shorterLines)) {
    const needs = 2 * written(line) + PER_LINE;
    if (needs > room) {
      found.push([]);
      room = ROOM;
    }
    found.at(-1)?.push(line);
    room -= needs;
  }
  return found.map((lines) => lines.join('\n'));
}

/** As JSON, a quotation mark is two characters and a control character six. */
function written(line: string): number {
  return JSON.stringify(line).length;
}

function shorterLines(line: string): string[] {
  if (2 * written(line) + PER_LINE <= ROOM) return [line];
  const middle = Math.floor(line.length / 2);
  const space = line.lastIndexOf(' ', middle);
  const at = space > 0 ? space + 1 : middle;
  return [line.slice(0, at), line.slice(at)].flatMap(shorterLines);
}
