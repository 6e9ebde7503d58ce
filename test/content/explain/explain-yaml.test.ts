import { describe, expect, test } from 'vitest';
import type { ErrorCode } from 'yaml';
import { parseDocument } from 'yaml';
import { explainYaml } from '../../../src/content/explain/explain-yaml.ts';

/** For each code of the library a text that brings it about, and words of what its editor is told. */
const MISTAKES: [Exclude<ErrorCode, 'IMPOSSIBLE' | 'NON_STRING_KEY' | 'DUPLICATE_KEY'>, string, RegExp][] = [
  ['TAB_AS_INDENT', 'a:\n\tb: c\n', /begins with a tab .* use spaces/],
  ['BAD_INDENT', 'a:\n  b: 1\n c: 2\n', /same column .* indent it/],
  ['BAD_INDENT', 'a: [b, c\nd: 1\n', /begins with \[ is not closed .* close it with \]/],
  ['MISSING_CHAR', 'a: "hello\nb: 1\n', /begins with " has no " at its end/],
  ['MISSING_CHAR', "a: 'hello\nb: 1\n", /begins with ' has no ' at its end/],
  ['MISSING_CHAR', 'a: "x"#y\n', /a # comes straight after a text/],
  ['MISSING_CHAR', 'a: 1\nb\nc: 2\n', /no key with a colon/],
  ['UNEXPECTED_TOKEN', "a: 'I'm stuck'\n", /something after the closing ' .* double quotation marks/],
  ['UNEXPECTED_TOKEN', 'a: "hello" world\n', /something after the closing "/],
  ['UNEXPECTED_TOKEN', 'a: {network} helpdesk\n', /begins with \{, .* between "quotation marks"/],
  ['UNEXPECTED_TOKEN', 'a: **Click** x\n', /begins with \*/],
  ['UNEXPECTED_TOKEN', 'a: > text\n', /begins with >/],
  ['UNEXPECTED_TOKEN', 'a: - x\n', /the first hyphen of a list is on the same line/],
  ['UNEXPECTED_TOKEN', 'a: [b,,c]\n', /two commas in a row/],
  ['BAD_SCALAR_START', 'a: @you\n', /begins with @/],
  ['BAD_SCALAR_START', 'a: `x`\n', /begins with `/],
  ['BLOCK_AS_IMPLICIT_KEY', 'a: Note: do it\n', /a second colon .* between "quotation marks"/],
  ['BLOCK_AS_IMPLICIT_KEY', 'a: “Note: x”\n', /“ is not a quotation mark .* use the straight ones/],
  ['BLOCK_IN_FLOW', 'a: [ - b ]\n', /hyphens is inside brackets/],
  ['MULTILINE_IMPLICIT_KEY', 'a:b\nc: 1\n', /no key with a colon and a space/],
  ['KEY_OVER_1024_CHARS', `${'x'.repeat(1100)}: 1\n`, /too long to be a key/],
  ['BAD_DQ_ESCAPE', 'a: "C:\\Users"\n', /a backslash .* single quotation marks/],
  ['MULTIPLE_DOCS', 'a: 1\n---\nb: 2\n', /divides the file in two .* remove that line/],
  ['BAD_ALIAS', 'a: & text\n', /begins with &/],
  ['ALIAS_PROPS', 'a: &x 1\nb: &y *x\n', /begins with &/],
  ['MULTIPLE_ANCHORS', 'a: &b &c d\n', /begins with &/],
  ['BAD_PROP_ORDER', '&a ? b', /begins with &/],
  ['MULTIPLE_TAGS', 'a: !!str !!int 1\n', /begins with !/],
  ['TAG_RESOLVE_FAILED', 'a: !Important x\n', /begins with !/],
  ['BAD_COLLECTION_TYPE', 'a: !!set [b]\n', /begins with !/],
  ['BAD_DIRECTIVE', '%YAML 3.0\n---\na: 1\n', /begins with %/],
  ['RESOURCE_EXHAUSTION', '['.repeat(20_000), /too many brackets/],
];

/** Words of the library that no editor needs to know. */
const JARGON =
  /\b(mapping|scalar|node|flow|collection|implicit|sequence|token|anchor|alias|directive|yaml|plain value)\b/i;

function explained(text: string): { codes: ErrorCode[]; says: string[] } {
  const { errors, warnings } = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  const all = [...errors, ...warnings];
  const lines = text.split('\n');
  const says = all.map(({ code, message, pos: [at] }) => {
    const line = lines[text.slice(0, at).split('\n').length - 1] ?? '';
    const { reason, fix } = explainYaml(code, { message, line });
    return `${code}: ${reason} – fix: ${fix}`;
  });
  return { codes: all.map(({ code }) => code), says };
}

describe('A file that cannot be read is explained in words for people who do not know YAML', () => {
  test.each(MISTAKES)('%s: %j', (code, text, words) => {
    const { says } = explained(text);
    expect(says.filter((said) => said.startsWith(`${code}:`)).join('\n')).toMatch(words);
    expect(says.filter((said) => JARGON.test(said.slice(said.indexOf(':') + 1)))).toEqual([]);
  });
});
