import type { SensitiveWords } from '../content/schema/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { partFinder, patternOf, wordFinder } from './word-patterns.ts';

/** The languages whose month names are recognised: those of the countries with member hospitals. */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'it',
  'es',
  'pt',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'hr',
  'sl',
  'lt',
  'lv',
  'et',
  'bg',
  'el',
];
/** The networks began in 2017, so that an earlier full date is almost certainly a date of birth. */
const FIRST_YEAR = 2017;
const NEAR_BEFORE = 30;
const NEAR_AFTER = 20;
const SAME_SENTENCE = 80;

/** Makes a detector of dates of birth: beside a word for it, beside a patient or a disease, or too old for anything else. */
export function birthDateDetector({ births, patients, diagnoses, times }: SensitiveWords): Detector {
  const birthsIn = wordFinder(births);
  const patientsIn = wordFinder(patients);
  const diagnosesIn = partFinder(diagnoses);
  const isTime = new RegExp(`${patternOf([...times, 'on'])}\\s*$`, 'iu');
  let dates: RegExp | undefined;
  return (text) => {
    if (!/\d/.test(text)) return [];
    dates ??= datePattern();
    const found: Finding[] = [];
    for (const { index, 0: date } of text.matchAll(dates)) {
      const end = index + date.length;
      const ahead = text.slice(Math.max(0, index - NEAR_BEFORE), index);
      const isSaid =
        text[index - 1] === '*' ||
        birthsIn(ahead).length > 0 ||
        birthsIn(text.slice(end, end + NEAR_AFTER)).length > 0;
      const isWhole = !/^\d{4}$|^\d{8}$|^\d{6}$/.test(date);
      const year = Number(/\d{4}/.exec(date)?.[0] ?? Number.NaN);
      const around = text.slice(Math.max(0, index - SAME_SENTENCE), end + SAME_SENTENCE);
      const besidePatient =
        !isTime.test(ahead) && (patientsIn(around).length > 0 || diagnosesIn(around).length > 0);
      if (isSaid || (isWhole && (year < FIRST_YEAR || besidePatient)))
        found.push({ kind: 'birthDate', start: index, end });
    }
    return found;
  };
}

/** Matches dates in digits or with a month's name, and also years and eight digits, which need a word for a birth beside them. */
function datePattern(): RegExp {
  const months = monthNames()
    .map((name) => name.replaceAll('.', '\\.'))
    .sort((a, b) => b.length - a.length)
    .join('|');
  const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
  const month = '(?:0?[1-9]|1[0-2])';
  const year = String.raw`(?:(?:18|19|20)\d{2})`;
  const gap = String.raw`\s{0,2}[./-]\s{0,2}`;
  const alternatives = [
    `${year}${gap}${month}${gap}${day}`,
    `(?:${day}${gap}${month}|${month}${gap}${day})${gap}(?:${year}|\\d{2})`,
    `${day}(?:st|nd|rd|th|er|º|\\.)?\\s{0,2}(?:of\\s|de\\s|-|/)?\\s?(?:${months})\\.?,?\\s{0,2}(?:of\\s|de\\s|-|/)?\\s?${year}`,
    `(?:${months})\\.?\\s${day}(?:st|nd|rd|th)?,?\\s${year}`,
    `${day.replace('0?', '0')}(?:0[1-9]|1[0-2])${year}`,
    year,
  ];
  return new RegExp(`(?<![\\d\\p{L}./-])(?:${alternatives.join('|')})(?![\\d\\p{L}]|[./-]\\d)`, 'giu');
}

function monthNames(): string[] {
  const names = new Set<string>();
  for (const language of LANGUAGES)
    for (const month of ['long', 'short'] as const)
      for (const alone of [{ month }, { day: 'numeric', month } as const]) {
        const format = new Intl.DateTimeFormat(language, alone);
        for (let index = 0; index < 12; index++) {
          const name =
            format.formatToParts(new Date(2024, index, 15)).find(({ type }) => type === 'month')?.value ?? '';
          if (/^\p{L}{3,}/u.test(name)) names.add(name.toLowerCase().replace(/\.$/, ''));
        }
      }
  return [...names];
}
