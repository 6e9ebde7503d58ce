import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { PLACEHOLDER_KINDS } from '../read/fill-names.ts';

/** What a translation does not share with its sentence, and what to do about it. */
export interface Difference {
  reason: string;
  fix: string;
}

/** What a sentence says that is the same in every language. */
interface Facts {
  /** Names and values that are filled in; each may be used more than once. */
  placeholders: string[];
  addresses: string[];
  /** In digits: no language of ours writes those of dates, counts and versions in another way. */
  numbers: string[];
  boldParts: number;
}

const NAME = new RegExp(`\\{(?:${PLACEHOLDER_KINDS.join('|')}):[^{}]*\\}`, 'g');
const ADDRESS = /https?:\/\/[^\s)"”]*[^\s).,"”]|[^\s@"“(]+@[^\s@"]+\.[a-z]{2,}/giu;

/** Finds the placeholders, addresses, numbers and bold words that a sentence and its translation do not share. */
export function differencesBetween(sentence: string, translation: string): Difference[] {
  const [wanted, found] = [factsOf(sentence), factsOf(translation)];
  const marks = wanted.boldParts === found.boldParts ? [] : [boldDifference(wanted, found)];
  return [
    ...listDifference('', wanted.placeholders, found.placeholders),
    ...listDifference('the address ', wanted.addresses, found.addresses),
    ...listDifference('the number ', wanted.numbers, found.numbers),
    ...marks,
  ];
}

function factsOf(sentence: string): Facts {
  const names = sentence.match(NAME) ?? [];
  const { values, plain } = partsOf(sentence.replace(NAME, ' '));
  return {
    placeholders: [...new Set([...names, ...values])],
    addresses: [...new Set(plain.match(ADDRESS))],
    numbers: plain.replace(ADDRESS, ' ').match(/\d+/g) ?? [],
    boldParts: sentence.split('**').length,
  };
}

/** Returns the values that are filled into a sentence, and its text outside choices of words: those are each language's own. */
function partsOf(sentence: string): { values: string[]; plain: string } {
  const elements = elementsOf(sentence);
  if (!elements) return { values: [], plain: sentence };
  const plain = elements.map((part) => (part.type === TYPE.literal ? part.value : ' ')).join('');
  return { values: valuesIn(elements).map((value) => `{${value}}`), plain };
}

/** Returns the parts of a text; undefined where it is none with values, such as a name with a brace in it. */
function elementsOf(sentence: string): MessageFormatElement[] | undefined {
  try {
    return parse(sentence, { ignoreTag: true });
  } catch {
    return undefined;
  }
}

function valuesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((part) => {
    if (part.type === TYPE.literal || part.type === TYPE.pound || part.type === TYPE.tag) return [];
    if (part.type !== TYPE.select && part.type !== TYPE.plural) return [part.value];
    return [part.value, ...Object.values(part.options).flatMap((option) => valuesIn(option.value))];
  });
}

function listDifference(kind: string, wanted: readonly string[], found: readonly string[]): Difference[] {
  return [
    ...without(wanted, found).map((one) => ({
      reason: `${kind}${one} is missing, and the sentence that it translates has it`,
      fix: `write ${one} where it belongs in the sentence`,
    })),
    ...without(found, wanted).map((one) => ({
      reason: `${kind}${one} is not in the sentence that it translates`,
      fix: `take ${one} out, or correct it`,
    })),
  ];
}

/** Returns what is left of a list when everything in another one is taken away, each once. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return list.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

function boldDifference(wanted: Facts, found: Facts): Difference {
  const inWords = ({ boldParts }: Facts) => `${(boldParts - 1) / 2} time(s)`;
  return {
    reason: `has words between ** and ** ${inWords(found)}, and the sentence that it translates ${inWords(wanted)}`,
    fix: 'make bold what is bold there',
  };
}
