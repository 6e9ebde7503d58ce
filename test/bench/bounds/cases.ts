/** Pieces that make a text slow to read where a step is not linear: repeated up to the step's limit. */
const PIECES: Record<string, string> = {
  'a mail':
    'Dear helpdesk, I am at step 2 of 4 and my pin 48 15 does not work since 2021, my patient Anna Muster. ',
  'one word': 'a',
  'short words': 'a b ',
  sentences: 'a. ',
  questions: 'a? ',
  lines: 'a\n',
  paragraphs: 'a\n\n',
  'list items': '\n- a',
  'empty lines': '\n',
  blanks: ' ',
  'letters and digits': 'ABC123-',
  'short codes': 'A1 ',
  numbers: '1 ',
  digits: '7',
  'words with hyphens': 'a-',
  'words with apostrophes': "a'",
  names: 'Maria van der ',
  'words before a password': 'my password is ',
  addresses: 'a@',
  'addresses with dots': 'a.b@',
  'web addresses': 'www.x ',
  links: 'https://x/',
  dates: '2021 12:30\n',
  'one letter of eighteen': 'ﷺ',
  'letters of eighteen': 'ﷺ ',
  'syllables of three letters': '각',
  'letters with accents': 'e\u0301',
  'accents alone': '\u0301',
  emoji: '😀',
  'invisible characters': '\u200D',
  'quoted lines': '> a\n',
  'header lines': 'From: a@b.c 2021\n',
  signatures: '--\n',
  dashes: '---',
  attributions: 'On 2021 <a@b.c> wrote:\n',
  'angle brackets': '<',
  elements: '<b>',
  'elements with text': '<div>x</div>',
  cells: '<table><tr><td>',
  items: '<ul><li>',
  anchors: '<a href="x">',
  quotations: '<blockquote>',
  mentions: '<at>',
  'spans of mentions': '<span itemtype="http://schema.skype.com/Mention',
  'names of mentions': 'schema.skype.com/Mention',
  entities: '&nbsp;',
  ampersands: '&',
};

/** Texts of which the parts matter together. */
const WHOLES: Record<string, (length: number) => string> = {
  'long header lines': (length) =>
    `From: ${'a'.repeat(length / 2 - 20)}\nSent: ${'b'.repeat(length / 2 - 20)}`,
  'an address without an end': (length) => `On 2021 <${'a@'.repeat(length / 2 - 10)}:`,
  'numbers before signatures': (length) => '1\n'.repeat(length / 4) + '--\n'.repeat(length / 6),
  'a reply that quotes without an end': (length) =>
    `<blockquote ${'schema.skype.com/Repl '.repeat(length / 22 - 1)}`,
  'a command among courtesies': (length) => `next ${'please '.repeat(length / 7 - 1)}`,
};

/** Returns the worst cases of a length, by their names. */
export function casesOf(length: number): [string, string][] {
  return [
    ...Object.entries(PIECES).map(([name, piece]): [string, string] => [
      name,
      piece.repeat(Math.ceil(length / piece.length)).slice(0, length),
    ]),
    ...Object.entries(WHOLES).map(([name, make]): [string, string] => [name, make(length).slice(0, length)]),
  ];
}
