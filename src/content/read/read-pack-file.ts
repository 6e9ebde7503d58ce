import { readFileSync, statSync } from 'node:fs';
import type { Explained } from '../explain/explain-yaml.ts';

/** In bytes: several times the longest file of the pack, and little enough to be read without a pause. */
const LARGEST_FILE = 512 * 1024;

/** Characters that come from a wrong encoding or cannot be seen, and what to do about each. */
const BAD_CHARACTERS: [RegExp, Explained][] = [
  [
    /\uFFFD|Ã[\u0080-\u00BF]|Â[\u00A0-\u00BF]|â€/u,
    {
      reason:
        'a letter with an accent, or a quotation mark, was spoiled when the file was saved in another encoding',
      fix: 'type it again, and save the file as UTF-8',
    },
  ],
  [
    /^[ \t]*[\u00A0\u2000-\u200A\u202F\u3000]/mu,
    {
      reason:
        'this line is indented with a character that only looks like a space, as copied from a web page or a text document',
      fix: 'delete it and type ordinary spaces',
    },
  ],
  [
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be found.
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B\u2028\u2029]|(?!^)\uFEFF/u,
    {
      reason: 'there is a character here that nobody can see',
      fix: 'delete it and type the words around it again',
    },
  ],
];

/** What stands in the way of reading a file: an explanation with the text as far as it is right. */
export interface Unreadable extends Explained {
  /** The text in front of the place that is wrong, which tells its line. */
  before: string;
}

/** Reads a file as UTF-8 text. Returns the reason where it is missing, too large, in another encoding or unreadable. */
export function readPackFile(path: string, file: string): { text: string } | { unreadable: Unreadable } {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_FILE) return { unreadable: tooLarge(size) };
    return decode(readFileSync(path));
  } catch {
    return {
      unreadable: {
        before: '',
        reason: 'the file is missing or cannot be read',
        fix: `add ${file}, or set CONTENT_DIR to the right folder`,
      },
    };
  }
}

/** Finds the first character that cannot be meant. */
export function findBadCharacter(text: string): Unreadable | undefined {
  for (const [pattern, explained] of BAD_CHARACTERS) {
    const at = text.search(pattern);
    if (at >= 0) return { before: text.slice(0, at), ...explained };
  }
  return undefined;
}

function tooLarge(size: number): Unreadable {
  return {
    before: '',
    reason: `the file is ${Math.ceil(size / 1024)} kB, and a file may be at most ${LARGEST_FILE / 1024} kB`,
    fix: 'shorten it; was something pasted into it by mistake?',
  };
}

function decode(bytes: Buffer): { text: string } | { unreadable: Unreadable } {
  const text = bytes.toString('utf8');
  const decoded = Buffer.from(text, 'utf8');
  if (decoded.equals(bytes)) return { text };
  const at = bytes.findIndex((byte, index) => byte !== decoded[index]);
  const before = bytes.subarray(0, at).toString('utf8');
  const reason = 'the file is not saved as UTF-8: a letter with an accent on this line cannot be read';
  return {
    unreadable: { before, reason, fix: 'save the file with the encoding UTF-8, and look at this line again' },
  };
}
