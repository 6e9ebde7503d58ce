/**
 * How many characters of a card a text may be: it stands there twice, as it is drawn and as plain text, and Teams takes 28 kB,
 * two bytes a character. The links in it and the buttons need room as well.
 */
const MAX_LENGTH = 8000;
/** What the format of a line takes away from that. */
const LINE_OVERHEAD = 80;

/** A long text in pieces that fit into one card each, parted between lines or else between words. */
export function splitText(text: string): string[] {
  const found: string[][] = [];
  let room = 0;
  for (const line of text.split('\n').flatMap(splitLine)) {
    const needs = 2 * jsonLength(line) + LINE_OVERHEAD;
    if (needs > room) {
      found.push([]);
      room = MAX_LENGTH;
    }
    found.at(-1)?.push(line);
    room -= needs;
  }
  return found.map((lines) => lines.join('\n'));
}

/** As JSON, a quotation mark is two characters and a control character six. */
function jsonLength(line: string): number {
  return JSON.stringify(line).length;
}

function splitLine(line: string): string[] {
  if (2 * jsonLength(line) + LINE_OVERHEAD <= MAX_LENGTH) return [line];
  const middle = Math.floor(line.length / 2);
  const space = line.lastIndexOf(' ', middle);
  const at = space > 0 ? space + 1 : middle;
  return [line.slice(0, at), line.slice(at)].flatMap(splitLine);
}
