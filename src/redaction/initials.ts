import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import { isAnyWithin, partFinder, phraseFinder, placeBefore, type Word } from './words.ts';

/** "J. M.", "M.-A. D.", "T.v.d.M." */
const INITIALS = /(?<![\p{L}\p{N}.@/_-])\p{L}\.(?:[ -]?\p{L}\.){1,4}(?![\p{L}\p{N}@])/gu;
/** Two or three capital letters, which are a name only after "patient". */
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{2,3}(?![\p{L}\p{N}-])/gu;
const AROUND = 100;
/** In characters, before initials: "the patient is J. M." */
const BEHIND_PATIENT = 12;

/** An age with a sex, or in the short forms of case reports: "34F", "m, 6y", "4 yr old". */
const AGE =
  /[\s,;:(/–-]{1,3}(?:[mfwk♂♀][\s,/]{1,2})?(?:\d{1,2}\s?[mfwk]|\d{1,3}[\s-]?(?:yo|y\/o|y\.o\.?|yrs?(?:[\s-]old)?|years?[\s-]old|y|mo|months?[\s-]old)|[mfwk♂♀][\s,/]{0,2}\d{1,2})(?![\p{L}\p{N}.:%])/iuy;

/** Checks whether an age in the short form of case reports follows directly. */
export function isAgeBehind(text: string, end: number): boolean {
  AGE.lastIndex = end;
  return AGE.test(text);
}

/** Makes a finder of a patient's initials: after "patient", beside a disease or a panel, before an age, or where a message begins with them. */
export function initialsFinder(
  words: SensitiveWords,
): (text: string, tokens: readonly Word[]) => { start: number; end: number }[] {
  const { names, patients, diagnoses } = words;
  const patientsIn = phraseFinder(patients);
  const mattersIn = phraseFinder(names.panels);
  const staffIn = phraseFinder([...names.staff, ...names.selves]);
  const diagnosesIn = partFinder(diagnoses);
  const titlesIn = phraseFinder([...names.staff, ...names.selves, ...names.titles]);
  const abbreviations = new Set(names.abbreviations.map(lettersOf));
  const others = new Set(names.others);
  return (text, tokens) => {
    const found: { start: number; end: number }[] = [];
    const candidates = text.includes('.') ? [...text.matchAll(INITIALS)] : [];
    const places = patientsIn(tokens, text);
    if (candidates.length > 0) {
      const matters = mattersIn(tokens, text);
      const diseases = diagnosesIn(text);
      const staff = staffIn(tokens, text);
      const titles = titlesIn(tokens, text);
      for (const { index: start, 0: initials } of candidates) {
        const end = start + initials.length;
        const letters = lettersOf(initials);
        if (abbreviations.has(letters) || placeBefore(titles, start, text)) continue;
        const isLed = isAnyWithin(places, start - BEHIND_PATIENT - 10, start);
        const isCapital = /^\p{Lu}.*\p{Lu}\.$/u.test(initials);
        const isBeside =
          isAnyWithin(diseases, start - AROUND, end + AROUND) ||
          isAnyWithin(matters, start - AROUND, end + AROUND) ||
          isAnyWithin(places, start - AROUND, end + AROUND);
        const isFirst = start === 0 && /^,/.test(text.slice(end)) && !isAnyWithin(staff, end, end + AROUND);
        if (isLed || (isCapital && (isBeside || isFirst || isAgeBehind(text, end))))
          found.push({ start, end });
      }
    }
    if (places.length > 0 || /\d/.test(text))
      for (const { index, 0: capitals } of text.matchAll(CAPITALS)) {
        const isDirectlyBehind = places.some(
          ({ end }) => end <= index && index - end <= 2 && /^[\s:]*$/.test(text.slice(end, index)),
        );
        const letters = capitals.toLowerCase();
        const isAged = !others.has(letters) && isAgeBehind(text, index + capitals.length);
        if ((isDirectlyBehind || isAged) && !abbreviations.has(letters))
          found.push({ start: index, end: index + capitals.length });
      }
    return found;
  };
}

function lettersOf(initials: string): string {
  return initials.replace(/[^\p{L}]/gu, '').toLowerCase();
}
