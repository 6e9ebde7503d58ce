import { z } from 'zod';

/** The kinds of secrets and patient data that are looked for; where two overlap, the first in this list counts. */
export const SENSITIVE_KINDS = [
  'password',
  'birthDate',
  'identifier',
  'code',
  'phone',
  'patientName',
  'email',
] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

const words = z.array(z.string().min(1)).min(1);

/** Many words as one block of text, which is read faster than a list. */
const block = z
  .string()
  .transform((text) => text.split(/\s+/).filter(Boolean))
  .describe('Words with spaces between them');

/** The words, of all languages together, by which passwords, codes, phone numbers and patient data are recognised. */
export const sensitiveWordsSchema = z.strictObject({
  passwords: z.strictObject({
    words,
    phrases: words.describe('Words for a password of several words'),
    everywhere: words.describe('What people say before the password that they always use'),
    states: words.describe('What follows "the password is" without being the password'),
    articles: words.describe('Words that may begin a password of several words'),
    tries: words.describe('What people say before a password that they tried'),
    verdicts: words.describe('What a site says of a password, such as "too short"'),
    spaced: words.describe('What people say behind a password that has spaces'),
    still: words.describe('How people who answer with their password begin, such as "it is still"'),
    examples: words.describe('Passwords that everybody knows, and some people use'),
    refusals: words.describe('What says that a site refuses a password, or what one was set to'),
    hints: words.describe('What passwords are made of, such as "dog"'),
    therefore: words.describe('How people go on from a hint to the password, such as "so"'),
    judged: words.describe('What else is too short or too weak, such as a signal'),
    userNames: words.describe('Words before the name that somebody signs in with, which is no password'),
  }),
  codes: z.strictObject({
    words,
    received: words.describe('What people say before a code that they got or typed'),
    parts: words.describe('What people say when they give a code in parts, such as "begins with"'),
    pieces: words.describe('Words around a piece of a code that comes in several messages, such as "then"'),
    failures: words.describe('Words before "code" that make it the number of an error'),
    others: words.describe('Words before "code" that make it another kind of code, such as "error"'),
    numbered: words.describe("Things whose number is nobody's, such as a ticket"),
  }),
  links: z.strictObject({
    secrets: words.describe('Names of secrets in an address, such as "token"'),
    harmless: words.describe('First parts of names in an address whose values are no secrets'),
  }),
  numbers: z.strictObject({
    digits: block.describe('The numbers from zero to nine, of all languages'),
    tens: block.describe('The numbers from ten to ninety, and the forms that others are made of'),
    large: block.describe('Hundreds and thousands'),
    between: block.describe('What comes between numbers, even within a word, as in "achtundvierzig"'),
    repeats: words.describe('Words that double the next digit'),
  }),
  counts: words.describe('Words after a number that make it a count, such as "digits"'),
  times: words.describe('Words before a year, such as "since"'),
  since: words.describe('Words between "patient" and a date that is no birthday, such as "since"'),
  phones: z.strictObject({
    words,
    examples: words.describe('Numbers that only show what a phone number looks like'),
  }),
  months: words.describe("Forms of the months' names in addition to those that are built in"),
  documents: words.describe('Documents that show a date of birth'),
  feasts: words.describe('Feast days, as in "born on Christmas Eve 2015"'),
  births: words.describe('Words beside a date of birth'),
  ages: words.describe('Words beside a birthday and an age, such as "turned"'),
  years: words.describe('Words after an age, such as "years"'),
  identifiers: words.describe('Words before the number of a patient, a record or an identity card'),
  patients: words,
  names: z.strictObject({
    introductions: words.describe('What comes next is a name'),
    calls: words.describe(
      'What comes next is a name if "patient" or "child" comes before, such as "is called"',
    ),
    contexts: words.describe('What is somebody\'s, so that a name comes next, such as "consent of"'),
    matters: words.describe('What makes somebody with a title a patient, such as "signed"'),
    relatives: words.describe('Words for relatives, as in "Anna\'s mother"'),
    panels: words.describe("What is done for a patient, so that initials beside it are a patient's"),
    greetings: words.describe('Words before the name of somebody who is greeted or who signs'),
    qualifiers: words.describe('Words between "patient" and the name, such as "little"'),
    titles: words,
    staff: words.describe('People who treat, not people who are treated'),
    selves: words.describe('Words before somebody\'s own name or part, such as "I am"'),
    family: words.describe('Relatives, in the forms that people use beside a name'),
    cases: words.describe(
      "Parts of words for a child, a consent or a case; one of them beside a relative makes the name a patient's",
    ),
    links: words.describe('Words between a relative and the name, such as "of"'),
    small: words.describe('Words before the first name of a child, such as "little"'),
    particles: words.describe('Small words within surnames, such as "van"'),
    others: words.describe('Words with a capital letter that are no names of persons'),
    abbreviations: words.describe('Abbreviations that look like initials'),
    eponyms: words.describe('Surnames that diseases and operations are named after'),
    endings: words.describe('Endings of surnames, by which they are known in small letters'),
    given: block.describe('First names in small letters'),
  }),
  diagnoses: words.describe('Parts of words that name a disease; a name beside one is taken for a patient'),
});

export type SensitiveWords = z.output<typeof sensitiveWordsSchema>;
