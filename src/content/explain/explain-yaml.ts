import type { ErrorCode } from 'yaml';

/** What is wrong with a place in a file, in an editor's words, and what to do. */
export interface Explained {
  reason: string;
  fix: string;
}

/** The place at which a file cannot be read. */
interface Place {
  /** The message of the YAML library, in its own words. */
  message: string;
  /** The line of the file. */
  line: string;
}

/** Characters that a text without quotation marks cannot begin with, since each has a special meaning. */
const RESERVED = /^[-\s]*(?:[\w-]+:\s+)?([*&!@`%|>[\]{}"'“”‘’#?,])/;
const QUOTE = 'put the whole text between "quotation marks"';
const APART = 'check the indentation and the quotation marks on this line and on the one above it';

const begins = (sign: string): Explained => ({
  reason: `a text begins with ${sign}, which has a special meaning`,
  fix: QUOTE,
});
const OTHER_COLUMN: Explained = {
  reason: 'this line does not begin in the same column as the other lines of its group',
  fix: 'indent it by as many spaces as they are',
};
const NO_COLON: Explained = {
  reason: 'this text has no key with a colon and a space in front of it',
  fix: `write it as key: text; where it goes on with the text of the line above, ${QUOTE}`,
};
const SECOND_COLON: Explained = {
  reason: 'there is a second colon on this line, or an indented key below a text',
  fix: `if the colon belongs to a sentence, ${QUOTE}; otherwise check the indentation`,
};
const notClosed = (sign: string): Explained => ({
  reason: `a list or group that begins with ${sign === ']' ? '[' : '{'} is not closed`,
  fix: `close it with ${sign} at its end; if it is a sentence, ${QUOTE}`,
});

/** One entry for each code of the YAML library. */
const EXPLANATIONS: Record<ErrorCode, (place: Place) => Explained> = {
  TAB_AS_INDENT: () => ({
    reason: 'this line begins with a tab',
    fix: 'use spaces instead of tabs, two for each level',
  }),
  BAD_INDENT: ({ message }) => {
    if (message.includes('Block scalar'))
      return {
        reason: 'the lines of this block of text are not indented',
        fix: 'indent each of its lines by two spaces more than its key',
      };
    const [, sign] = /end with a ([\]}])/.exec(message) ?? [];
    return sign === undefined ? OTHER_COLUMN : notClosed(sign);
  },
  MISSING_CHAR: ({ message, line }) => {
    const [, mark] = /Missing closing (["'])/.exec(message) ?? [];
    if (mark !== undefined)
      return {
        reason: `a text that begins with ${mark} has no ${mark} at its end`,
        fix: `put ${mark} at its end; quotation marks inside it are written “like this”`,
      };
    if (message.startsWith('Comments'))
      return { reason: 'a # comes straight after a text', fix: 'put a space in front of it, or take it out' };
    if (message.includes('Missing , '))
      return {
        reason: 'a comma is missing in a list between brackets',
        fix: `add it; if it is a sentence, ${QUOTE}`,
      };
    if (message.includes('Missing space'))
      return { reason: 'there is no space after a colon', fix: 'add it' };
    if (message.includes('must end with a')) return notClosed(message.includes(']') ? ']' : '}');
    if (message.includes('without - indicator'))
      return { reason: 'there is no hyphen in front of this line of a list', fix: 'begin it with "- "' };
    return beginningOf(line) ?? NO_COLON;
  },
  UNEXPECTED_TOKEN: ({ message, line }) => {
    if (message.includes('block-seq-ind'))
      return {
        reason: 'the first hyphen of a list is on the same line as its key',
        fix: `begin the list on the next line; if it is a sentence, ${QUOTE}`,
      };
    if (message.startsWith('Unexpected , ') || message.includes('empty item'))
      return {
        reason: 'there are two commas in a row in a list between brackets',
        fix: 'remove one of them',
      };
    return beginningOf(line) ?? { reason: 'something on this line does not belong here', fix: APART };
  },
  BAD_SCALAR_START: ({ line }) => beginningOf(line) ?? begins('a reserved sign'),
  BLOCK_AS_IMPLICIT_KEY: ({ message, line }) =>
    message.includes('sequence') ? OTHER_COLUMN : (smartQuotes(line) ?? SECOND_COLON),
  BLOCK_IN_FLOW: () => ({
    reason: 'a list with hyphens is inside brackets',
    fix: 'write it either only with hyphens, or only between brackets with commas',
  }),
  MULTILINE_IMPLICIT_KEY: () => NO_COLON,
  KEY_OVER_1024_CHARS: () => ({
    reason: 'what comes before a colon is too long to be a key',
    fix: QUOTE,
  }),
  NON_STRING_KEY: () => ({ reason: 'a key is not a plain word', fix: 'write a word in front of the colon' }),
  BAD_DQ_ESCAPE: () => ({
    reason: 'there is a backslash in a text between double quotation marks',
    fix: 'put the text between single quotation marks, or write two backslashes',
  }),
  MULTIPLE_DOCS: () => ({
    reason: 'a line of hyphens or dots divides the file in two',
    fix: 'remove that line',
  }),
  DUPLICATE_KEY: () => ({ reason: 'a key appears twice', fix: 'rename or remove one of the two' }),
  BAD_ALIAS: ({ line }) => beginningOf(line) ?? begins('* or &'),
  ALIAS_PROPS: ({ line }) => beginningOf(line) ?? begins('* or &'),
  MULTIPLE_ANCHORS: () => begins('&'),
  BAD_PROP_ORDER: ({ line }) => beginningOf(line) ?? begins('& or !'),
  MULTIPLE_TAGS: () => begins('!'),
  TAG_RESOLVE_FAILED: () => begins('!'),
  BAD_COLLECTION_TYPE: () => begins('!'),
  BAD_DIRECTIVE: () => begins('%'),
  RESOURCE_EXHAUSTION: () => ({
    reason: 'there are too many brackets inside each other',
    fix: 'remove some',
  }),
  IMPOSSIBLE: () => ({ reason: 'this line cannot be read', fix: APART }),
};

/** Says why a file cannot be read in words for people who do not know YAML. */
export function explainYaml(code: ErrorCode, place: Place): Explained {
  return EXPLANATIONS[code](place);
}

/** Explains a text by the sign that it begins with, if that is the matter. */
function beginningOf(line: string): Explained | undefined {
  const [, sign] = RESERVED.exec(line) ?? [];
  if (sign === undefined || sign === '#' || sign === '?') return undefined;
  if (sign === '"' || sign === "'")
    return {
      reason: `there is something after the closing ${sign} of a text`,
      fix:
        sign === "'"
          ? 'an apostrophe inside such a text ends it: put the text between double quotation marks (")'
          : 'quotation marks inside such a text end it: write them “like this”',
    };
  return smartQuotes(line) ?? begins(sign);
}

function smartQuotes(line: string): Explained | undefined {
  const [, sign = ''] = RESERVED.exec(line) ?? [];
  if (!/[“”‘’]/.test(sign)) return undefined;
  return {
    reason: `${sign} is not a quotation mark that can hold a text together`,
    fix: 'use the straight ones (") around the text; inside it “these” are right',
  };
}
