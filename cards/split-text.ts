/**
 * The characters of a card that a text may take. Teams takes 28 kB at two bytes a character, and a card holds the text twice:
 * drawn and as plain text. Its links and buttons need space as well.
 */
const MAX_LENGTH = 8000;
/** The characters that the format adds to each line. */
const LINE_OVERHEAD = 80;

/** Splits a long text into parts that fit into one card each, between lines or else between words. */
export function splitText(text: string): string[] {
  const parts: string[][] = [];
  let left = 0;
  for (const line of text.split('\n').flatMap(splitLine)) {
    const needs = 2 * jsonLength(line) + LINE_OVERHEAD;
    if (needs > left) {
      parts.push([]);
      left = MAX_LENGTH;
    }
    parts.at(-1)?.push(line);
    left -= needs;
  }
  return parts.map((lines) => lines.join('\n'));
}

/** Returns the length as JSON, where a quotation mark takes two characters and a control character six. */
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
