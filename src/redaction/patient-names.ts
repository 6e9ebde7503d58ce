import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import type { Finding } from './detector.ts';
import { initialsFinder, isAgeBehind } from './initials.ts';
import type { Vocabulary } from './vocabulary.ts';
import { patternOf } from './word-patterns.ts';
import {
  countEndedBy,
  firstFrom,
  isAnyWithin,
  type Place,
  partFinder,
  phraseFinder,
  placeBefore,
  type Word as Token,
} from './words.ts';

const WORD = /[dl]['’](?=\p{Lu})|[\p{L}][\p{L}\p{M}'’-]*\.?|\d+|[,;:.!?()\n"*]/gu;
/** In characters: a title or a disease refers to a name this close. */
const AROUND = 100;
/** In characters: a name is this close to a word for a birth or a number, with a date between them. */
const BESIDE = 25;
/** In characters: a short word such as "CNP" directly after a name. */
const SHORTEST = 8;
/** "Born in Lyon": a town, not a name. */
const IN_A_TOWN = /(?<!\p{L})(?:in|at|from|near|à|a|en|te|w|v|i|aus|bei|u)\s*$/iu;
/** What may come between "patient" and the name. */
const LEADS_TO = /^[\s:.,(«"“„]{0,3}$/u;

/** In letters: a single word beside a date is at least as long, unless it is a known first name. */
const SHORTEST_SINGLE = 4;

/** Finds names in a text, given what else was found there: a name may also be beside a date of birth or a national number. */
export type FindNames = (text: string, tokens: readonly Token[], found: readonly Finding[]) => Finding[];

/** One word or sign of a text. */
interface Word {
  text: string;
  start: number;
  end: number;
}

/**
 * Makes a detector of patients' names: after "the patient's name is", after "patient", "consent of" or "Mrs", and beside a
 * disease, a relative, an age, a date of birth or the number of a person; in small letters where one of the words is a known first name.
 */
export function patientNameDetector(
  words: SensitiveWords,
  { isKnown, isCommon: isWord }: Vocabulary,
): FindNames {
  const { names } = words;
  const introductionsIn = phraseFinder(names.introductions);
  const callsIn = phraseFinder(names.calls);
  const patientsIn = phraseFinder(words.patients);
  const leadsIn = phraseFinder([...words.patients, ...names.contexts, ...names.titles, ...names.relatives]);
  const panelsIn = phraseFinder([...words.patients, ...names.panels, ...names.contexts, ...names.matters]);
  const staffIn = phraseFinder([...names.staff, ...names.selves]);
  const colleaguesIn = phraseFinder(names.staff);
  const familyIn = phraseFinder(names.family);
  const smallIn = phraseFinder(names.small);
  const casesIn = partFinder(names.cases);
  const linked = new RegExp(
    `^[\\s,:]{1,2}(?:${patternOf([...names.links, ...names.qualifiers, ...names.small])}[\\s'’]{1,2}){0,3}$`,
    'iu',
  );
  const othersIn = phraseFinder([...names.greetings, ...names.staff, ...names.selves]);
  const mattersIn = phraseFinder([...words.patients, ...names.matters, ...names.contexts]);
  const relativesIn = phraseFinder(names.relatives);
  const birthsIn = phraseFinder(words.births);
  const identifiersIn = phraseFinder(words.identifiers);
  const diagnosesIn = partFinder(words.diagnoses);
  const initialsIn = initialsFinder(words);
  const titlesIn = phraseFinder(names.titles);
  const qualifiersIn = phraseFinder(names.qualifiers);
  const particles = new Set(names.particles);
  const given = new Set(names.given);
  const others = new Set([
    ...[names.others, names.staff, words.patients, names.titles, names.matters].flat(),
    ...[names.contexts, names.relatives, names.panels, names.greetings, names.qualifiers]
      .flat()
      .flatMap((phrase) => phrase.split(' ')),
    // "Ben" and "Mari" are first names as well.
    ...[names.family, names.small, names.selves, words.since, words.times, words.identifiers]
      .flat()
      .filter((word) => !given.has(word)),
  ]);
  const stems = stemsOf(names.given);
  const eponyms = new Set(names.eponyms);
  const isCommon = (word: string) =>
    others.has(plain(word)) || (isKnown(plain(word)) && !eponyms.has(plain(word)));
  const isDisease = (word: string) => diagnosesIn(word).length > 0;
  const mayBeName = ({ text }: Word) =>
    /^\p{Lu}\.$/u.test(text) ||
    (/^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(text) && !isCommon(text) && !isDisease(text));
  const mayBeSmall = ({ text }: Word) => {
    const word = plain(text);
    return (
      /^\p{Ll}[\p{L}\p{M}'’-]{2,}$/u.test(text) && !isWord(word) && !others.has(word) && !isDisease(word)
    );
  };
  const isGiven = ({ text }: Word) => {
    const [first = ''] = plain(text).split('-');
    return given.has(first) && !isWord(first) && !others.has(first);
  };
  const isInflected = ({ text }: Word) => {
    const word = withoutAccents(plain(text));
    return [0, 1, 2, 3].some((letters) => stems.has(word.slice(0, word.length - letters)));
  };
  const isSurname = ({ text }: Word) =>
    text.length > 5 &&
    names.endings.some((ending) => text.endsWith(ending)) &&
    mayBeSmall({ text, start: 0, end: 0 });

  return (text, tokens, anchors) => {
    const found: Finding[] = [];
    const list: Word[] = [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
      text: word,
      start: index,
      end: index + word.length,
    }));
    const introductions = introductionsIn(tokens, text);
    const patients = patientsIn(tokens, text);
    const leads = leadsIn(tokens, text);
    const matters = mattersIn(tokens, text);
    const panels = panelsIn(tokens, text);
    const staffPlaces = staffIn(tokens, text);
    const otherPlaces = othersIn(tokens, text);
    const titles = titlesIn(tokens, text);
    const qualifiers = qualifiersIn(tokens, text);
    const relatives = relativesIn(tokens, text);
    const births = birthsIn(tokens, text);
    const numbers = identifiersIn(tokens, text);
    const family = familyIn(tokens, text);
    const small = smallIn(tokens, text);
    const colleagues = family.length > 0 ? colleaguesIn(tokens, text) : [];
    const facts = anchors
      .filter(({ kind }) => kind === 'birthDate' || kind === 'identifier')
      .sort((a, b) => a.start - b.start);
    const diseases = diagnosesIn(text);
    const isNear = (places: readonly { start: number; end: number }[], { start, end }: Word, near: number) =>
      isAnyWithin(places, start - near, end + near);
    const add = (start: number, end: number) => found.push({ kind: 'patientName', start, end });

    /** Checks whether a word such as "patient" or "consent of" stands directly before. */
    const isLed = (at: number): boolean => {
      const qualifier = placeBefore(qualifiers, at, text)?.start ?? at;
      return [at, qualifier].some((start) =>
        lastBefore(leads, start).some(({ end }) => LEADS_TO.test(text.slice(end, start))),
      );
    };

    const cases = family.length + small.length > 0 ? casesIn(text) : [];
    const isSpokenOf = (span: Word) =>
      isNear(panels, span, AROUND) || isNear(diseases, span, AROUND) || isNear(cases, span, AROUND);
    /** Checks for "the mother of little", directly before. */
    const isBehindFamily = (at: number): boolean =>
      lastBefore(family, at).some(({ end }) => at - end <= BESIDE && linked.test(text.slice(end, at)));
    /** Checks for a date of birth or a number directly beside, or with nothing but the word for it between. */
    const isBesideFact = ({ start, end }: Word): boolean => {
      const [before] = lastBefore(facts, start);
      const behind = facts[firstFrom(facts, end)];
      return (
        (before !== undefined && /^[\s,;:()–-]{1,3}$/.test(text.slice(before.end, start))) ||
        (behind !== undefined &&
          behind.start - end <= BESIDE &&
          (/^[\s,;:(*–-]{1,3}$/.test(text.slice(end, behind.start)) ||
            isAnyWithin(numbers, end, behind.start)))
      );
    };

    for (const { start, end } of initialsIn(text, tokens)) add(start, end);
    // Most texts have nothing that a name could belong to.
    const reasons = [
      introductions,
      leads,
      panels,
      relatives,
      births,
      numbers,
      diseases,
      family,
      small,
      facts,
    ];
    if (reasons.every((places) => places.length === 0) && !/[*\d]/.test(text)) return found;

    let next = 0;
    for (const { end } of introductions) {
      while (next < list.length && (list[next]?.start ?? 0) < end) next++;
      while (/^[:"“=-]$/.test(list[next]?.text ?? '')) next++;
      const name = introducedName(list, next, isCommon);
      if (
        name &&
        !isAnyWithin(staffPlaces, name.end, name.end + 2 * BESIDE) &&
        /^[\s:="“-]{0,4}$/.test(text.slice(end, name.start))
      )
        found.push(name);
    }
    for (const { start, end } of callsIn(tokens, text)) {
      const at = list.findIndex((word) => word.start >= end);
      const length = at < 0 ? 0 : Math.max(nameLength(list, at, mayBeName, particles), smallLength(at));
      if (length > 0 && isAnyWithin(patients, start - BESIDE, start))
        add(list[at]?.start ?? end, list[at + length - 1]?.end ?? end);
    }
    for (let at = 0; at < list.length; at++) {
      const first = list[at];
      if (!first) continue;
      let length = nameLength(list, at, mayBeName, particles);
      if (length === 0) {
        const inSmallLetters = smallLength(at);
        const last = list[at + inSmallLetters - 1] ?? first;
        const span = { ...first, end: last.end };
        if (
          inSmallLetters > 0 &&
          (isLed(first.start) ||
            (isBehindFamily(first.start) && isSpokenOf(span)) ||
            (isAgeBehind(text, last.end) && isGiven(first)) ||
            (inSmallLetters > 1 && (isNear(diseases, span, AROUND / 2) || isNear(matters, span, BESIDE))))
        )
          add(first.start, last.end);
        at += Math.max(0, inSmallLetters - 1);
        continue;
      }
      const ahead = text.slice(Math.max(0, first.start - 30), first.start);
      const isNamedBefore = isLed(first.start);
      if (isNamedBefore && list[at + length]?.text === ',')
        length += firstNameLength(list, at + length + 1, mayBeName);
      const last = list[at + length - 1] ?? first;
      const span = { ...first, end: last.end };
      const title = placeBefore(titles, first.start, text);
      const isStaff = placeBefore(staffPlaces, first.start, text) !== undefined;
      const capitals = list
        .slice(at, at + length)
        .filter(({ text: word }) => word.length > 2 && !eponyms.has(plain(word))).length;
      const isNamed =
        isNamedBefore &&
        (title === undefined || isNear(matters, span, AROUND) || isNear(diseases, span, AROUND));
      const isBesideDisease =
        capitals > 0 &&
        !isStaff &&
        isNear(diseases, span, AROUND) &&
        (capitals > 1 ||
          (!IN_A_TOWN.test(ahead) &&
            !/^\p{Lu}{2,7}$/u.test(first.text) &&
            isNextToDisease(list, at, length, isDisease)));
      const behind = text.slice(last.end, last.end + BESIDE);
      const isBesideBirth =
        capitals > 0 &&
        !isAnyWithin(births, first.start, last.end) &&
        !IN_A_TOWN.test(ahead) &&
        (capitals > 1 || !/\p{L}{3}/u.test(betweenBirth(births, text, span))) &&
        (isNear(births, span, BESIDE) || /^\s?[,;]?\s{0,2}\*\s?\d/.test(behind));
      const isBesideNumber =
        capitals > 1 &&
        !isStaff &&
        isAnyWithin(numbers, last.end, last.end + BESIDE) &&
        (/^\s?[,;:(-]/.test(behind) || isAnyWithin(numbers, last.end, last.end + SHORTEST));
      const isColleague = isAnyWithin(colleagues, first.start - BESIDE, first.start);
      const isRelated =
        capitals > 0 &&
        (isAnyWithin(relatives, last.end, last.end + BESIDE) ||
          isAnyWithin(family, last.end, last.end + BESIDE)) &&
        (/['’]s?$/u.test(last.text) ||
          (capitals > 1 && relatives.some(({ start }) => start === last.end + 1)) ||
          (isSpokenOf(span) &&
            !/^\p{Lu}+$/u.test(last.text) &&
            (capitals > 1 || !isFirstOfSentence(list, at) || isInflected(first)) &&
            family.some(({ start }) => start === last.end + 1)));
      const isRelative =
        !isColleague && (isRelated || (capitals > 0 && isBehindFamily(first.start) && isSpokenOf(span)));
      const isChild =
        !isColleague &&
        placeBefore(small, first.start, text) !== undefined &&
        (isGiven(first) || isInflected(first)) &&
        isSpokenOf(span);
      const isAged = capitals > 0 && !isColleague && isAgeBehind(text, last.end);
      const isFact =
        !isStaff &&
        !isAnyWithin(births, first.start, last.end) &&
        !isAnyWithin(numbers, first.start, last.end) &&
        (capitals > 1 || (capitals === 1 && (isGiven(first) || first.text.length >= SHORTEST_SINGLE))) &&
        !IN_A_TOWN.test(ahead) &&
        isBesideFact(span);
      const isOther =
        placeBefore(otherPlaces, first.start, text) !== undefined ||
        isAnyWithin(staffPlaces, first.start - BESIDE, first.start) ||
        isAnyWithin(staffPlaces, last.end, last.end + BESIDE);
      const isAboutPatient =
        !isOther &&
        isGiven(first) &&
        (capitals > 1 ? isNear(panels, span, AROUND) : isNear(patients, span, AROUND / 2));
      const isWholeName = title !== undefined && capitals > 1 && !isOther;
      const isListed =
        list[at + length]?.text === ',' &&
        length === 1 &&
        isGiven(list[at + 2] ?? first) &&
        mayBeName(list[at + 2] ?? first) &&
        (isNear(patients, span, AROUND) || isNear(panels, span, AROUND));
      if (isListed) length += 2;
      if (
        [
          isNamed,
          isBesideDisease,
          isBesideBirth,
          isBesideNumber,
          isRelative,
          isChild,
          isAged,
          isFact,
          isAboutPatient,
          isWholeName,
          isListed,
        ].some(Boolean)
      )
        add(title?.start ?? first.start, list[at + length - 1]?.end ?? last.end);
      at += length - 1;
    }
    return found;

    /** Counts the words from here on that form a name in small letters, one of them a known first name. */
    function smallLength(at: number): number {
      const [one, two, three] = list.slice(at, at + 3);
      if (!one || !/^\p{Ll}/u.test(one.text)) return 0;
      // "jan" is a month, too, but not before a surname.
      if (two && isSurname(two) && given.has(plain(one.text))) return 2;
      if (!mayBeSmall(one) && !isGiven(one)) return 0;
      if (isGiven(one)) {
        if (!two || !mayBeSmall(two))
          return particles.has(two?.text ?? '') && three && mayBeSmall(three) ? 3 : 1;
        return three && (isGiven(two) || isSurname(three)) && mayBeSmall(three) ? 3 : 2;
      }
      if (two && isGiven(two)) return 2;
      return isSurname(one) ? 1 : 0;
    }
  };
}

/** Returns the last place that ends before an index. */
function lastBefore<Kind extends { start: number; end: number }>(
  places: readonly Kind[],
  at: number,
): Kind[] {
  const ended = countEndedBy(places, at);
  return places.slice(Math.max(0, ended - 1), ended);
}

/** Checks whether nothing stands before a word but the sentence before. */
function isFirstOfSentence(list: readonly Word[], at: number): boolean {
  return at === 0 || /^[.!?\n]$/.test(list[at - 1]?.text ?? '');
}

/** Returns first names without accents, and without the last one or two letters, as which languages inflect. */
function stemsOf(given: readonly string[]): ReadonlySet<string> {
  return new Set(
    given
      .map(withoutAccents)
      .flatMap((name) => [0, 1, 2].map((letters) => name.slice(0, name.length - letters)))
      .filter((stem) => stem.length >= SHORTEST_SINGLE),
  );
}

function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '');
}

/** Returns the words between a name and the nearest word for a birth. */
function betweenBirth(births: readonly Place[], text: string, { start, end }: Word): string {
  const [before] = lastBefore(births, start);
  if (before && start - before.end <= BESIDE) return text.slice(before.end, start);
  return text.slice(end, births.find((birth) => birth.start >= end)?.start ?? end);
}

/** Returns a word in lower case, without the dot of an abbreviation or the ending of a genitive. */
function plain(word: string): string {
  return word.toLowerCase().replace(/(?:\.|['’]\p{L}{0,2})$/u, '');
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
  const before = list.slice(Math.max(0, at - 3), at).reverse();
  return [before, list.slice(at + length, at + length + 4)].some((words) => {
    const end = words.findIndex(({ text }) => /^[.!?]$/.test(text));
    return words.slice(0, end < 0 ? words.length : end).some(({ text }) => isDisease(text));
  });
}
