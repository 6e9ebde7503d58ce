import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import { dateFinder, type FoundDate } from './dates.ts';
import type { Detector, Finding } from './detector.ts';
import { patternOf } from './word-patterns.ts';
import { firstFrom, isAnyWithin, type Place, partFinder, phraseFinder } from './words.ts';

/** The networks began in 2017, so that an earlier full date is almost certainly a date of birth. */
const FIRST_YEAR = 2017;
const NEAR_BEFORE = 30;
const NEAR_AFTER = 20;
const NEAR_AGE = 40;
const SAME_SENTENCE = 80;
/** The end of a sentence, but not of an abbreviation such as "geb. 12.3.2015". */
const ANOTHER_SENTENCE = /[?!\n;]|\.\s+\p{Lu}\p{Ll}/u;

const SHORT_WORDS = /^\s(?:\p{L}{1,4}\s){0,2}$/u;
const SHORT_WORDS_AND_A_DAY = /^\s(?:\p{L}{1,4}\s){0,2}(?:\p{L}{3,14}\s){0,2}$/u;

/** Makes a detector of dates of birth: beside a word for it or an age, beside a patient or a disease, or too old for anything else. */
export function birthDateDetector(words: SensitiveWords): Detector {
  const { births, ages, years, patients, diagnoses, times, since, documents, numbers, names } = words;
  const datesIn = dateFinder(words);
  const birthsIn = phraseFinder(births);
  const agesIn = phraseFinder(ages);
  const patientsIn = phraseFinder(patients);
  const diagnosesIn = partFinder(diagnoses);
  const documentsIn = phraseFinder(documents);
  const familyIn = phraseFinder([...patients, ...names.family]);
  const isTime = new RegExp(`${patternOf([...times, 'on'])}\\s*$`, 'iu');
  const isLater = new RegExp(patternOf(since), 'iu');
  const year = patternOf(years);
  const age = `(?:(?<!\\d)\\d{1,3}|${patternOf(numbers.tens)})`;
  const ageBefore = new RegExp(`${age}\\s?(?:${year})?\\s{0,2}\\p{L}{0,4}\\s?$`, 'iu');
  const ageAfter = new RegExp(
    `^[-\\p{L}]{0,4}\\s{0,2}(?:\\p{L}{1,8}\\s)?\\d{1,3}(?!\\d|[.:]\\d)\\s?(?:${year}|[,.;!?]|$)`,
    'iu',
  );

  return (text, list) => {
    const dates = datesIn(text, list);
    if (dates.length === 0) return [];
    const said = birthsIn(list, text);
    const aged = agesIn(list, text);
    const patientsSaid = patientsIn(list, text);
    const diseases = diagnosesIn(text);
    const papers = documentsIn(list, text);
    const relatives = papers.length > 0 ? familyIn(list, text) : [];
    const thisYear = new Date().getFullYear();

    /** Checks whether a word for a birth is close by, with nothing between them that ends the sentence. */
    const isBesideBirth = ({ start, end, kind }: FoundDate): boolean =>
      text[start - 1] === '*' ||
      text.slice(start - 2, start) === '* ' ||
      near(said, start - NEAR_BEFORE, start).some(({ end: from }) => {
        const between = text.slice(from, start);
        return !ANOTHER_SENTENCE.test(between) && (kind !== 'year' || !/\d/.test(between));
      }) ||
      (kind !== 'year' && isAnyWithin(said, end, end + NEAR_AFTER)) ||
      (kind === 'year' && isAnyWithin(said, end, end + NEAR_AFTER / 2));
    const isBesideAge = ({ start, end, kind }: FoundDate): boolean =>
      kind !== 'year' &&
      ((isAnyWithin(aged, start - NEAR_AGE, start) &&
        (ageBefore.test(text.slice(Math.max(0, start - NEAR_AFTER), start)) ||
          // The age in "wird am 4. Mai 18" looks like a year.
          /\p{L}\s\d\d$/u.test(text.slice(start, end)) ||
          ageAfter.test(text.slice(end, end + NEAR_AFTER)))) ||
        (isAnyWithin(aged, end, end + NEAR_AFTER) && ageAfter.test(text.slice(end, end + NEAR_AGE))));

    /** Checks for "twins of 3 May 2020": a month and a year directly behind the word for a patient. */
    const isOfPatient = ({ start, startInWords, kind }: FoundDate): boolean =>
      kind !== 'year' &&
      near(patientsSaid, start - NEAR_AGE, start).some(({ end: from }) => {
        const between = text.slice(from, start);
        const isShort = startInWords < start ? SHORT_WORDS_AND_A_DAY : SHORT_WORDS;
        return isShort.test(between) && !isLater.test(between);
      });

    const found: Finding[] = [];
    for (const date of dates) {
      const { start, end, startInWords } = date;
      if ((date.year ?? 0) > thisYear && date.kind === 'year') continue;
      const isSaid = isBesideBirth(date) || isBesideAge(date) || isOfPatient(date);
      const from = isSaid
        ? Math.max(
            afterBirthWord(said, startInWords, start),
            afterBirthWord(patientsSaid, startInWords, start),
          )
        : start;
      const besidePatient = () =>
        !isTime.test(text.slice(Math.max(0, start - 12), start)) &&
        (isAnyWithin(patientsSaid, start - SAME_SENTENCE, end + SAME_SENTENCE) ||
          isAnyWithin(diseases, start - SAME_SENTENCE, end + SAME_SENTENCE) ||
          (isAnyWithin(papers, start - SAME_SENTENCE, end + SAME_SENTENCE) &&
            isAnyWithin(relatives, start - SAME_SENTENCE, end + SAME_SENTENCE)));
      if (isSaid || (date.kind === 'day' && ((date.year ?? thisYear) < FIRST_YEAR || besidePatient())))
        found.push({ kind: 'birthDate', start: from, end });
    }
    return found;
  };
}

/** Returns the places within a stretch of the text; the list is in the text's order. */
function near(places: readonly Place[], from: number, to: number): Place[] {
  const found: Place[] = [];
  for (let at = firstFrom(places, from); at < places.length; at++) {
    const place = places[at];
    if (!place || place.start > to) break;
    if (place.end <= to) found.push(place);
  }
  return found;
}

/** Leaves the word for a birth itself out of a date whose day is said in words. */
function afterBirthWord(said: readonly Place[], startInWords: number, start: number): number {
  const inside = near(said, startInWords - NEAR_BEFORE, start).filter(({ end }) => end > startInWords);
  return Math.max(startInWords, ...inside.map(({ end }) => end + 1));
}
