import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { nearest } from '../explain/did-you-mean.ts';
import { PLACEHOLDER_KINDS } from '../read/fill-names.ts';

/** Placeholders that stand for names, which cannot be counted or compared. */
const NAMES = ['network', 'networkName', 'country', 'centre', 'method', 'area'];
/** In characters: no sentence comes near; a longer text has been pasted into the wrong place. */
export const LONGEST_TEXT = 1000;

/** What a text must not contain, since people would see it as it is written and not as it is meant. */
const MISTAKES: [RegExp, string][] = [
  [/http:\/\//iu, 'an address in it begins with http://, which is not safe; use https://'],
  [/\]\(/u, 'a link in [brackets](and brackets) is not a link here; give its address as {link:…}'],
  [/<\/?[a-z][^>]*>/iu, 'a tag in <angle brackets> is shown as it is; **two stars** make bold'],
  [/\\[nt"]/u, 'a backslash is shown as it is; take it out'],
  [/''/u, 'two apostrophes in a row are both shown; write one, or ”quotation marks“'],
];

/** What the codes of the message parser mean to an editor. */
const ABOUT_BRACES: Record<string, string> = {
  MISSING_OTHER_CLAUSE: 'a choice of words in braces needs the case other {…}',
  EMPTY_ARGUMENT: 'the braces are empty; write the name of what is filled in',
  INVALID_TAG: 'a tag in <angle brackets> is not closed',
};
/** A placeholder of a name that nobody has filled in, since there is no such kind. */
const UNFILLED = /\{\s*(?<kind>[\p{L}-]+)\s*:\s*(?<id>[^{}]*?)\s*\}/u;
const UNMATCHED = 'the braces do not match: each { needs its }';

/** Lists, in words, what is wrong with a sentence that may use the placeholders named. */
export function mistakesIn(sentence: string, allowed: readonly string[]): string[] {
  if (sentence.length > LONGEST_TEXT)
    return [`has ${sentence.length} characters, and a text may have at most ${LONGEST_TEXT}`];
  const written = MISTAKES.filter(([pattern]) => pattern.test(sentence)).map(([, reason]) => reason);
  return [...mistakesInBold(sentence), ...written, ...wrongPlaceholders(sentence, allowed)];
}

function mistakesInBold(sentence: string): string[] {
  const parts = sentence.split('**');
  if (parts.length % 2 === 0)
    return ['two stars ** begin something bold that does not end; put ** after it too'];
  const bold = parts.filter((_, index) => index % 2 === 1);
  return bold.every((part) => part !== '' && part === part.trim())
    ? []
    : ['there must be no space between two stars ** and the words that they make bold'];
}

function wrongPlaceholders(sentence: string, allowed: readonly string[]): string[] {
  try {
    const elements = parse(sentence, { ignoreTag: true });
    const list = allowed.map((name) => `{${name}}`).join(', ');
    const all = partsOf(elements);
    const unknown = all
      .filter(({ value }) => !allowed.includes(value))
      .map(({ value }) => `{${value}} is not filled in here; ${meantBy(value, allowed)}it can use ${list}`);
    const odd = all
      .filter(isOddlyFormed)
      .map(({ value }) => `{${value}, …} cannot be filled in as it is written; write {${value}}`);
    return [...unknown, ...odd, ...(hasQuotedBraces(elements) ? [QUOTED] : [])];
  } catch (error) {
    const code = error instanceof Error ? error.message : '';
    const unfilled = UNFILLED.exec(sentence)?.groups;
    if (unfilled) return [`{${unfilled.kind}:…} is not known here; ${kindMeantBy(unfilled)}`];
    return [ABOUT_BRACES[code] ?? UNMATCHED];
  }
}

const QUOTED =
  'an apostrophe in front of a brace keeps it from being filled in; use “quotation marks” around what is in braces';

function kindMeantBy({ kind = '', id }: Record<string, string>): string {
  const meant = nearest(kind.toLowerCase(), PLACEHOLDER_KINDS);
  if (meant !== undefined) return `write {${meant}:${id}}`;
  return `it can be ${PLACEHOLDER_KINDS.map((one) => `{${one}:…}`).join(', ')}`;
}

function meantBy(name: string, allowed: readonly string[]): string {
  const meant = nearest(name, allowed);
  return meant === undefined ? '' : `did you mean {${meant}}? `;
}

type Placeholder = Exclude<MessageFormatElement, { type: TYPE.literal | TYPE.pound }>;

/** Lists the placeholders, those inside choices of words too. */
function partsOf(elements: MessageFormatElement[]): Placeholder[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    return [element, ...partsOf(insideOf(element))];
  });
}

/** Dates, styles of numbers and numbers of names would fail only when somebody is to read the text. */
function isOddlyFormed(element: Placeholder): boolean {
  if (element.type === TYPE.date || element.type === TYPE.time) return true;
  if (element.type === TYPE.number && element.style) return true;
  return element.type !== TYPE.argument && NAMES.includes(element.value);
}

function hasQuotedBraces(elements: MessageFormatElement[]): boolean {
  return elements.some((element) =>
    element.type === TYPE.literal ? /[{}]/.test(element.value) : hasQuotedBraces(insideOf(element)),
  );
}

function insideOf(element: MessageFormatElement): MessageFormatElement[] {
  if (element.type !== TYPE.select && element.type !== TYPE.plural) return [];
  return Object.values(element.options).flatMap((option) => option.value);
}
