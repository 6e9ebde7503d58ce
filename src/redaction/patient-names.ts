import type { SensitiveWords } from '../content/schema/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { partFinder, patternOf, wordFinder } from './word-patterns.ts';

const WORD = /[\p{L}][\p{L}'’-]*\.?|\d+|[,;:.!?()\n"]/gu;
/** In characters: a title or a disease refers to a name this close. */
const AROUND = 100;
/** In characters: a name stands this close to a word for a birth, with the date between them. */
const BESIDE_BIRTH = 25;
/** "Born in Lyon": a town, not a name. */
const IN_A_TOWN = /(?<!\p{L})(?:in|à|a|en|te|w|v)\s*$/iu;

/** One word or sign of a text. */
interface Word {
  text: string;
  start: number;
  end: number;
}

/**
 * Makes a detector of patients' names: after "the patient's name is", after "patient" or "Mrs", and beside a disease or a
 * date of birth.
 * @param known Checks whether the content pack itself uses a word, given in lower case, which then is not a name.
 */
export function patientNameDetector(words: SensitiveWords, known: (word: string) => boolean): Detector {
  const { names } = words;
  const introduced = new RegExp(`${patternOf(names.introductions)}[\\s:=-]*`, 'giu');
  const before = new RegExp(`(?:${patternOf(words.patients)}|${patternOf(names.titles)}\\.?)[\\s:]*$`, 'iu');
  const titled = new RegExp(`${patternOf(names.titles)}\\.?\\s*$`, 'iu');
  const staff = new RegExp(`${patternOf(names.staff)}\\.?\\s*$`, 'iu');
  const patientsIn = wordFinder(words.patients);
  const diagnosesIn = partFinder(words.diagnoses);
  const birthsIn = wordFinder(words.births);
  const particles = new Set(names.particles);
  const others = new Set([...names.others, ...names.staff, ...words.patients, ...names.titles]);
  const eponyms = new Set(names.eponyms);
  const isCommon = (word: string) =>
    others.has(plain(word)) || (known(plain(word)) && !eponyms.has(plain(word)));
  const isDisease = (word: string) => diagnosesIn(word).length > 0;
  const mayBeName = ({ text }: Word) =>
    /^\p{Lu}\.$/u.test(text) || (/^\p{Lu}[\p{L}'’-]+$/u.test(text) && !isCommon(text) && !isDisease(text));

  return (text) => {
    const found: Finding[] = [];
    const list = [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
      text: word,
      start: index,
      end: index + word.length,
    }));
    let first = 0;
    for (const { index, 0: phrase } of text.matchAll(introduced)) {
      while (first < list.length && (list[first]?.start ?? 0) < index + phrase.length) first++;
      const name = introducedName(list, first, isCommon);
      if (name) found.push(name);
    }
    for (let at = 0; at < list.length; at++) {
      let length = nameLength(list, at, mayBeName, particles);
      const first = list[at];
      if (length === 0 || !first) continue;
      const ahead = text.slice(Math.max(0, first.start - 30), first.start);
      if (before.test(ahead) && list[at + length]?.text === ',')
        length += firstNameLength(list, at + length + 1, mayBeName);
      const last = list[at + length - 1] ?? first;
      const around = text.slice(Math.max(0, first.start - AROUND), last.end + AROUND);
      const isNamed =
        before.test(ahead) &&
        (!titled.test(ahead) || patientsIn(around).length > 0 || diagnosesIn(around).length > 0);
      const capitals = list
        .slice(at, at + length)
        .filter(({ text: word }) => word.length > 2 && !eponyms.has(plain(word))).length;
      const isBesideDisease =
        capitals > 0 &&
        !staff.test(ahead) &&
        diagnosesIn(around).length > 0 &&
        (capitals > 1 || isNextToDisease(list, at, length, isDisease));
      const isBesideBirth =
        capitals > 0 &&
        birthsIn(text.slice(first.start, last.end)).length === 0 &&
        !IN_A_TOWN.test(ahead) &&
        birthsIn(text.slice(Math.max(0, first.start - BESIDE_BIRTH), last.end + BESIDE_BIRTH)).length > 0;
      const start = first.start - (titled.exec(ahead)?.[0].length ?? 0);
      if (isNamed || isBesideDisease || isBesideBirth)
        found.push({ kind: 'patientName', start, end: last.end });
      at += length - 1;
    }
    return found;
  };
}

/** Returns a word in lower case, without the dot of an abbreviation or the ending of a genitive. */
function plain(word: string): string {
  return word.toLowerCase().replace(/(?:\.|['’]s?)$/u, '');
}

/** Counts the words from here on that form one name: "Maria van der Berg", "J. M.", "KOVACS Anna". */
function nameLength(
  list: readonly Word[],
  at: number,
  mayBeName: (word: Word) => boolean,
  particles: ReadonlySet<string>,
): number {
  const here = list[at];
  if (!here || !mayBeName(here)) return 0;
  let end = at + 1;
  for (let next = end; next < Math.min(list.length, at + 7); next++) {
    const word = list[next];
    if (!word) break;
    const followsInitial = /^\p{Lu}\.$/u.test(list[next - 1]?.text ?? '') && /^\p{Lu}/u.test(word.text);
    if (followsInitial || mayBeName(word)) end = next + 1;
    else if (!particles.has(word.text.toLowerCase())) break;
  }
  return end - at;
}

/** Counts the words of the first name, its comma included, in "patient Nielsen, Karen". */
function firstNameLength(list: readonly Word[], at: number, mayBeName: (word: Word) => boolean): number {
  const word = list[at];
  return word && mayBeName(word) ? 2 : 0;
}

/** Finds the name after "her name is", which may be in lower case. */
function introducedName(
  list: readonly Word[],
  first: number,
  isCommon: (word: string) => boolean,
): Finding | undefined {
  const words: Word[] = [];
  for (const word of list.slice(first, first + 4)) {
    if (!/^\p{L}/u.test(word.text) || isCommon(word.text)) break;
    words.push(word);
  }
  const [start, end] = [words[0]?.start, words.at(-1)?.end];
  return start === undefined || end === undefined ? undefined : { kind: 'patientName', start, end };
}

/** Checks whether a disease is named within a few words, as in "Novak has hypospadias". */
function isNextToDisease(
  list: readonly Word[],
  at: number,
  length: number,
  isDisease: (word: string) => boolean,
): boolean {
  const near = [...list.slice(Math.max(0, at - 3), at), ...list.slice(at + length, at + length + 4)];
  return near.some(({ text }) => isDisease(text));
}
