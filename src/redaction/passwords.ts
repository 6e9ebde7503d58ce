import type { SensitiveWords } from '../content/schema/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { patternOf } from './word-patterns.ts';

/** Leads from the word for a password to the password itself: "password for EU Login is now", "pw:", "password =". */
const LINK = String.raw`(?<words>(?:\s+[\p{L}\p{N}'’-]+){0,6}?)\s*(?<sign>[:=]+|->|→|\s(?:is|was|are|be|ist|war|est|es|è|é|er|är|on|je|to|lautet)(?:\s+(?:now|jetzt|still))?(?=\s)[:=]?)\s*`;
const VALUE = String.raw`(?<value>"[^"\n]{3,60}"|“[^”\n]{3,60}”|„[^“”\n]{3,60}[“”]|'[^'\n]{3,60}'|«[^»\n]{3,60}»|\S{3,60})`;
/** The text that may follow a plain word which is the password. */
const ENDS = /^(?:\s*$|\s*[.,;!?)]|\s+(?:and|but|or|und|aber|et|y|e|but|however|-)\s)/iu;

/** Makes a detector of text that is called a password, and of text that looks like nothing else. */
export function passwordDetector({ passwords, counts }: SensitiveWords): Detector {
  const words = patternOf(passwords.words);
  const states = new Set(passwords.states);
  const numbered = new Set(counts);
  const after = new RegExp(`${words}${LINK}${VALUE}`, 'giu');
  const beside = new RegExp(`${words}[\\s(]{1,2}${VALUE}`, 'giu');
  const before = new RegExp(
    `(?<value>\\S{5,60}),?\\s+(?:is|was|as|ist|als|war)\\s+(?:(?:my|the|a|our|mein|das)\\s+)?(?:(?:new|old|neues|altes)\\s+)?${words}`,
    'giu',
  );

  const anyWord = new RegExp(words, 'iu');
  const typed = new RegExp(
    `(?:typed|entered|used?|chose|put|take)\\s+(?<value>\\S{4,60})\\s+(?:as|for)\\s+(?:(?:my|the|a)\\s+)?(?:new\\s+)?${words}`,
    'giu',
  );
  const phrase = new RegExp(
    `${words}\\s*(?:[:=]|\\s(?:is|was|ist|est|es|è)(?=\\s))\\s*(?<value>\\p{Ll}{3,}(?:\\s\\p{Ll}{3,}){2,5})(?=\\s*(?:[.,;!?)]|$|\\sbut\\s|\\sand\\s))`,
    'giu',
  );

  const isCount = (value: string, rest: string) =>
    /^\d{1,3}\+?$/.test(value) || numbered.has(/^[\s-]*(\p{L}+)/u.exec(rest)?.[1]?.toLowerCase() ?? '');

  return (text) => {
    if (isWordAlone(text)) return [{ kind: 'password', start: 0, end: text.length }];
    const found: Finding[] = [];
    const add = (match: RegExpMatchArray, isOne: (value: string, rest: string) => boolean) => {
      const whole = match.groups?.value ?? '';
      const at = (match.index ?? 0) + (match[0].startsWith(whole) ? 0 : match[0].length - whole.length);
      const value = withoutQuotes(whole);
      const rest = text.slice(at + whole.length);
      const isQuoted = value.length < whole.length;
      if (isQuoted ? !/^(?:\S+\s){6}/.test(value) : isOne(value, rest))
        found.push({ kind: 'password', start: at, end: at + trimmed(whole).length });
    };
    for (const match of text.matchAll(after)) {
      const isNear = (match.groups?.words ?? '').trim().split(/\s+/).length <= 4;
      add(match, (whole, rest) => {
        const value = trimmed(whole);
        if (isCount(value, rest)) return false;
        if (looksSecret(value)) return true;
        return (
          isNear &&
          !states.has(value.toLowerCase()) &&
          /^[\p{L}-]{4,}$/u.test(value) &&
          ENDS.test(`${whole.slice(value.length)}${rest}`)
        );
      });
    }
    for (const match of text.matchAll(beside))
      add(match, (whole, rest) => looksSecret(trimmed(whole)) && !isCount(trimmed(whole), rest));
    for (const match of text.matchAll(before)) add(match, (whole) => looksSecret(trimmed(whole)));
    for (const match of text.matchAll(typed)) {
      const value = match.groups?.value ?? '';
      const start = match.index + match[0].indexOf(value);
      found.push({ kind: 'password', start, end: start + value.length });
    }
    for (const match of text.matchAll(phrase)) {
      const value = match.groups?.value ?? '';
      const first = /^\p{L}+/u.exec(value)?.[0].toLowerCase() ?? '';
      const start = match.index + match[0].length - value.length;
      if (!states.has(first)) found.push({ kind: 'password', start, end: start + value.trimEnd().length });
    }
    const isAboutPasswords = anyWord.test(text);
    for (const match of text.matchAll(/\S{8,60}/gu)) {
      const value = trimmed(match[0]);
      if (standsAlone(value) || (isAboutPasswords && /^\p{L}{4,}\d{2,}$/u.test(value)))
        found.push({ kind: 'password', start: match.index, end: match.index + value.length });
    }
    return found;
  };
}

/** Removes the quotes around a value. */
function withoutQuotes(value: string): string {
  return /^["“„'«].*["”“'»]$/u.test(value) ? value.slice(1, -1) : value;
}

/** Removes the end of a sentence or a bracket; "!" and "?" stay after a digit, where they often belong to the password. */
function trimmed(value: string): string {
  return value.replace(/[.,;:)\]]+$/u, '').replace(/(?<!\d)[?!]+$/u, '');
}

/** Checks for letters with digits or signs, two words in one, or four digits and more: no ordinary word. */
function looksSecret(value: string): boolean {
  if (isAddress(value) || value.length < 4) return false;
  if (/^\d+$/.test(value)) return value.length >= 4;
  const hasDigit = /\d/.test(value);
  const hasSign = /[!@#$%^&*?+=_~§€£|<>\\]/u.test(value.slice(0, -1)) || /\d[!?#$%&*]+$/u.test(value);
  const hasCapitalInside = /^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+/u.test(value);
  return hasCapitalInside || (/\p{L}/u.test(value) && (hasDigit || hasSign) && value.length >= 5);
}

/** Checks for a value that looks like a password and like nothing else that people write, with no word beside it. */
function standsAlone(value: string): boolean {
  if (isAddress(value) || value.length < 8 || /[:/()]/.test(value)) return false;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/].filter((kind) => kind.test(value)).length;
  const hasSign = /[!@#$%^&*?+=_~§]/u.test(value.replace(/[!?]+$/u, '')) || /\d[!?]+$/u.test(value);
  const changes = value.match(/\p{L}(?=\d)|\d(?=\p{L})/gu)?.length ?? 0;
  if (kinds === 3 && hasSign) return true;
  return kinds === 3 && changes >= 3 && !value.includes('-') && !value.includes('.');
}

function isAddress(value: string): boolean {
  return (
    /^[^\s@]+@[^\s@]+\.\p{L}{2,}$/u.test(value) ||
    /^(?:https?:|www\.)/i.test(value) ||
    /\.(?:eu|com|org|de|fr|it|es|nl)(?:\/|$)/i.test(value)
  );
}

/** Checks for a message of one word with letters and digits, as long as passwords are. */
function isWordAlone(text: string): boolean {
  const word = text.trim();
  return /^\S{7,60}$/.test(word) && /\d/.test(word) && /\p{L}/u.test(word) && !isAddress(word);
}
