import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import { type FindSpokenNumbers, spokenNumberFinder } from './number-words.ts';
import { type Place, phraseFinder, type Word } from './words.ts';

/** The languages whose month names are recognised: those of the countries with member hospitals. */
const LANGUAGES = [
  'en',
  'de',
  'de-AT',
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
/** In words: "the twenty first of" before a month. */
const MOST_DAY_WORDS = 3;
/** Small words between the parts of a date. */
const OF = new Set([
  'of',
  'de',
  'del',
  'di',
  'du',
  'den',
  'della',
  'año',
  'anno',
  'd',
  'm',
  'г',
  'του',
  'gada',
  'gads',
]);
/** What follows a day in some languages: "2 d.", "3-án". */
const DAY_ENDINGS = new Set(['d', 'dieną', 'dienos', 'án', 'én', 'ján', 'jén', 'i', 'ei', 'ai']);

/** A date in a text, or a part of one. */
export interface FoundDate {
  start: number;
  end: number;
  /** The year, where it is said with four digits. */
  year: number | undefined;
  /** `day` has a day, a month and a year, `year` is a bare year or eight digits, `part` is anything between. */
  kind: 'day' | 'part' | 'year';
  /** The start with the words before a month's name that may say the day ("the third of May"). */
  startInWords: number;
}

/** Finds the dates of a text, in digits or with a month's name, in the order of their kinds. */
export type FindDates = (text: string, words: readonly Word[]) => FoundDate[];

/** Makes a finder of dates; the names of the months are asked for with the first text that has a digit or a long word. */
export function dateFinder(words: SensitiveWords): FindDates {
  const spoken = spokenNumberFinder(words);
  const inDigits = digitPattern();
  const feastsIn = phraseFinder(words.feasts);
  let months: Set<string> | undefined;
  return (text, list) => {
    months ??= monthNames(words.months);
    return [
      ...datesWithNames(text, list, months, spoken),
      ...datesInDigits(text, inDigits),
      ...feastsIn(list, text).flatMap((feast) => dateOfFeast(text, list, feast, spoken)),
    ];
  };
}

/** Matches dates in digits, and also years and eight digits. */
function digitPattern(): RegExp {
  const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
  const month = '(?:0?[1-9]|1[0-2])';
  const roman = '(?:I{1,3}|I?V|VI{1,3}|IX|XI{0,2}|i{1,3}|i?v|vi{1,3}|ix|xi{0,2})';
  const year = String.raw`(?:(?:18|19|20)\d{2})`;
  const anyYear = String.raw`(?:${year}|['’‘´\x60]?\d{2})`;
  const gap = String.raw`\s{0,2}[./-]\s{0,2}`;
  const whole = [
    `${year}${gap}${month}${gap}${day}`,
    `(?:${day}${gap}${month}|${month}${gap}${day})${gap}${anyYear}`,
    `${day}[\\s./-]{1,3}${roman}[\\s./-]{1,3}${anyYear}`,
    `${day}\\s${month}\\s${year}`,
  ];
  const part = [`${day}\\s?[./]\\s?${month}\\b\\.?`, `${month}\\s?[/]\\s?${year}`];
  const bare = [`${day.replace('0?', '0')}(?:0[1-9]|1[0-2])${year}`, year, String.raw`['’‘´\x60]\d{2}`];
  return new RegExp(
    `(?<![\\d\\p{L}./-])(?:(?<day>${whole.join('|')})|(?<year>${bare.join('|')})|(?<part>${part.join('|')}))(?![\\d\\p{L}]|[./-]\\d)`,
    'gu',
  );
}

function datesInDigits(text: string, pattern: RegExp): FoundDate[] {
  if (!/\d/.test(text)) return [];
  return [...text.matchAll(pattern)].map((match) => {
    const kind = match.groups?.day ? 'day' : match.groups?.year ? 'year' : 'part';
    return {
      start: match.index,
      end: match.index + match[0].length,
      year: yearIn(match[0]),
      kind,
      startInWords: match.index,
    };
  });
}

function yearIn(date: string): number | undefined {
  const [year] = /(?:18|19|20)\d\d(?!\d)/.exec(date) ?? [];
  return year === undefined ? undefined : Number(year);
}

function datesWithNames(
  text: string,
  words: readonly Word[],
  months: ReadonlySet<string>,
  spoken: FindSpokenNumbers,
): FoundDate[] {
  const found: FoundDate[] = [];
  for (let at = 0; at < words.length; at++) {
    const month = words[at];
    if (!month || !months.has(month.lower)) continue;
    const before = near(words, at - 1) && OF.has(words[at - 1]?.lower ?? '') ? at - 2 : at - 1;
    const hasDayBefore = near(words, before) && isDay(words[before]?.lower);
    const dayAfter = !hasDayBefore && near(words, at) && isDay(words[at + 1]?.lower) ? at + 1 : undefined;
    const first = hasDayBefore ? before : at;
    let last = dayAfter ?? at;
    const year = yearAfter(text, words, last, spoken);
    last = year?.last ?? last;
    const yearBefore = year ? undefined : yearAhead(words, first);
    if (dayAfter !== undefined && near(words, last) && DAY_ENDINGS.has(words[last + 1]?.lower ?? ''))
      last += 1;
    const start = words[yearBefore?.first ?? first]?.start ?? month.start;
    const isOfMonth = before === at - 2;
    if (
      !hasDayBefore &&
      dayAfter === undefined &&
      !year &&
      !yearBefore &&
      !isOfMonth &&
      month.text.length <= 3
    )
      continue;
    const hasDay = hasDayBefore || dayAfter !== undefined;
    const wordsBefore = hasDay ? first : Math.max(0, before - MOST_DAY_WORDS + 1);
    found.push({
      start,
      end: words[last]?.end ?? month.end,
      year: year?.year ?? yearBefore?.year,
      kind: hasDay && (year || yearBefore) ? 'day' : 'part',
      startInWords: Math.min(start, words[wordsBefore]?.start ?? start),
    });
  }
  return found;
}

/** Finds the year before a month or its day, as in "2016 m. spalio 2 d." */
function yearAhead(words: readonly Word[], first: number): { first: number; year: number } | undefined {
  let at = first - 1;
  while (at >= first - 2 && near(words, at) && OF.has(words[at]?.lower ?? '')) at--;
  const lower = words[at]?.lower ?? '';
  return near(words, at) && /^(?:19|20)\d\d$/.test(lower) ? { first: at, year: Number(lower) } : undefined;
}

/** Returns a feast and its year, as in "Christmas Eve 2015", as a date. */
function dateOfFeast(
  text: string,
  words: readonly Word[],
  { start, last }: Place,
  spoken: FindSpokenNumbers,
): FoundDate[] {
  const year = yearAfter(text, words, last, spoken);
  if (!year) return [];
  const end = words[year.last]?.end ?? start;
  return [{ start, end, year: year.year, kind: 'part', startInWords: start }];
}

/** Checks whether a word and the next are neighbours. */
function near(words: readonly Word[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]];
  return word !== undefined && next !== undefined && next.start - word.end <= 3;
}

function isDay(word: string | undefined): boolean {
  return word !== undefined && /^(?:0?[1-9]|[12]\d|3[01])(?:\p{L}{1,3})?$/u.test(word);
}

/** Finds the year after a month or its day: "2015", "'98", "of 98" or "deux mille neuf". */
function yearAfter(
  text: string,
  words: readonly Word[],
  at: number,
  spoken: FindSpokenNumbers,
): { last: number; year: number | undefined } | undefined {
  let next = at + 1;
  while (next <= at + 2 && near(words, next - 1) && OF.has(words[next]?.lower ?? '')) next++;
  const word = words[next];
  if (!word || word.start - (words[next - 1]?.end ?? 0) > 4) return undefined;
  if (/^(?:18|19|20)\d\d$/.test(word.lower)) return { last: next, year: Number(word.lower) };
  if (/^\d\d$/.test(word.lower) && /['’‘´`\s]/.test(text.charAt(word.start - 1)) && text[word.end] !== ':')
    return { last: next, year: undefined };
  const [number] = spoken(words.slice(next, next + 8));
  return number?.first === 0 && number.digits >= 4
    ? { last: next + number.last, year: undefined }
    : undefined;
}

function monthNames(more: readonly string[]): Set<string> {
  const names = new Set(more);
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
  return names;
}
