import { z } from 'zod';

/** The kinds of secrets and patient data that are looked for; where two overlap, the first in this list counts. */
export const SENSITIVE_KINDS = [
  'password',
  'birthDate',
  'identifier',
  'code',
  'phone',
  'patientName',
] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

const words = z.array(z.string().min(1)).min(1);

/** The words, of all languages together, by which passwords, codes, phone numbers and patient data are recognised. */
export const sensitiveWordsSchema = z.strictObject({
  passwords: z.strictObject({
    words,
    states: words.describe('What follows "the password is" without being the password'),
  }),
  codes: z.strictObject({
    words,
    others: words.describe('Words before "code" that make it another kind of code, such as "error"'),
  }),
  counts: words.describe('Words after a number that make it a count, such as "digits"'),
  times: words.describe('Words before a year, such as "since"'),
  phones: z.strictObject({
    words,
    examples: words.describe('Numbers that only show what a phone number looks like'),
  }),
  births: words.describe('Words beside a date of birth'),
  identifiers: words.describe('Words before the number of a patient, a record or an identity card'),
  patients: words,
  names: z.strictObject({
    introductions: words.describe('What comes next is a name'),
    titles: words,
    staff: words.describe('Those who treat, not those who are treated'),
    particles: words.describe('Small words within surnames, such as "van"'),
    others: words.describe('Words with a capital letter that are no names of persons'),
    eponyms: words.describe('Surnames that diseases and operations are named after'),
  }),
  diagnoses: words.describe('Parts of words that name a disease; a name beside one is taken for a patient'),
});

export type SensitiveWords = z.output<typeof sensitiveWordsSchema>;
