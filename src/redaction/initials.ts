import type { SensitiveWords } from '../content/schema/sensitive-words.ts';
import { isAnyWithin, partFinder, phraseFinder, placeBefore, type Word } from './words.ts';

/** "J. M.", "M.-A. D.", "T.v.d.M." */
const INITIALS = /(?<![\p{L}\p{N}.@/_-])\p{L}\.(?:[ -]?\p{L}\.){1,4}(?![\p{L}\p{N}@])/gu;
/** Two or three capital letters, which are a name only behind "patient". */
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{2,3}(?![\p{L}\p{N}-])/gu;
const AROUND = 100;
/** In characters, before initials: "the patient is J. M." */
const BEHIND_PATIENT = 12;

/** Makes a finder of a patient's initials: behind "patient", beside a disease or a panel, or where a message begins with them. */
export function initialsFinder(
  words: SensitiveWords,
): (text: string, tokens: readonly Word[]) => { start: number; end: number }[] {
  const { names, patients, diagnoses } = words;
  const patientsIn = phraseFinder(patients);
  const mattersIn = phraseFinder(names.panels);
  const staffIn = phraseFinder(names.staff);
  const diagnosesIn = partFinder(diagnoses);
  const titlesIn = phraseFinder([...names.staff, ...names.titles]);
  const abbreviations = new Set(names.abbreviations.map(lettersOf));
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
        if (isLed || (isCapital && (isBeside || isFirst))) found.push({ start, end });
      }
    }
    if (places.length > 0)
      for (const { index, 0: capitals } of text.matchAll(CAPITALS)) {
        const isDirectlyBehind = places.some(
          ({ end }) => end <= index && index - end <= 2 && /^[\s:]*$/.test(text.slice(end, index)),
        );
        if (isDirectlyBehind && !abbreviations.has(capitals.toLowerCase()))
          found.push({ start: index, end: index + capitals.length });
      }
    return found;
  };
}

function lettersOf(initials: string): string {
  return initials.replace(/[^\p{L}]/gu, '').toLowerCase();
}
