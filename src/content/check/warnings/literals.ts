import type { Content, Texts } from '../../content.ts';
import type { ContentProblem } from '../../content-problem.ts';
import { nearest } from '../../explain/did-you-mean.ts';
import { TYPED, textFilesOf } from './text-files.ts';

const ADDRESS = /https?:\/\/[^\s)"”]*[^\s).,"”]|[^\s@"“(]+@[^\s@"]+\.[a-z]{2,}/giu;
/** Keys whose texts are not sentences: besides what people type, the names of records and of our own buttons. */
const NO_SENTENCES: ReadonlySet<string> = new Set([...TYPED, 'records', 'buttons']);
/** In words: a name this long is found without marks too, a shorter one may be a plain word. */
const LONG_NAME = 3;

/** A name that the pack has in one place, and how a text refers to it. */
interface Known {
  name: string;
  placeholder: string;
}

type Wrong = Pick<ContentProblem, 'reason' | 'fix'>;

/**
 * Finds addresses and names of buttons that the texts of a language write out instead of a placeholder: an editor who changes them
 * in their one place would leave these behind.
 */
export function literalsIn(folder: string, content: Content, texts: Texts): ContentProblem[] {
  const addresses = addressesOf(content);
  const labels = Object.entries(texts.labels).map(([id, name]) => ({ name, placeholder: `{button:${id}}` }));
  const own = Object.entries(texts.messages.buttons).flatMap(([id, name]) =>
    typeof name === 'string' ? [{ name, placeholder: `{own-button:${id}}` }] : [],
  );
  const commands = new Set(Object.values(texts.commands.commands).flat());
  return textFilesOf(folder, texts.language).flatMap((file) => {
    for (const { path, text } of file.texts) {
      if (path.some((key) => NO_SENTENCES.has(String(key)))) continue;
      const bold = boldIn(text).filter((name) => !commands.has(name));
      const found = [
        ...addressesIn(text, addresses),
        ...bold.flatMap((name) => nameIn(name, [...labels, ...own])),
        ...longNamesIn(text, labels),
      ];
      for (const { reason, fix } of found) file.report(path, reason, fix);
    }
    return file.problems;
  });
}

function addressesOf({ guide, network }: Content): Known[] {
  return [
    ...Object.entries(guide.links).map(([id, name]) => ({ name, placeholder: `{link:${id}}` })),
    ...Object.entries(guide.addresses).map(([id, name]) => ({ name, placeholder: `{address:${id}}` })),
    ...Object.values(network.contacts).flatMap(({ email }) =>
      email === null ? [] : [{ name: email, placeholder: '“addresses” of guide.yaml, as {address:…}' }],
    ),
  ];
}

function addressesIn(text: string, known: readonly Known[]): Wrong[] {
  return Array.from(text.matchAll(ADDRESS), ([address]) => {
    const same = known.find(({ name }) => name === address);
    return {
      reason: `the address ${address} is written out`,
      fix: same
        ? `write ${same.placeholder} in its place`
        : 'give it a name under "links" or "addresses" in guide.yaml, and write {link:…} or {address:…} here',
    };
  });
}

/** The words in bold, without the stars. */
function boldIn(text: string): string[] {
  return text.split('**').filter((_, index) => index % 2 === 1);
}

function nameIn(name: string, known: readonly Known[]): Wrong[] {
  const same = known.find((each) => each.name === name);
  if (same)
    return [{ reason: `the name **${name}** is written out`, fix: `write ${same.placeholder} in its place` }];
  const like = known.find((each) => isNearly(each.name, name));
  return like
    ? [
        {
          reason: `**${name}** is almost the name "${like.name}"`,
          fix: `write ${like.placeholder} in its place`,
        },
      ]
    : [];
}

/** Names that nobody writes by chance are found without stars, too. */
function longNamesIn(text: string, known: readonly Known[]): Wrong[] {
  const plain = boldIn(text).reduce((rest, bold) => rest.replace(`**${bold}**`, ' '), text);
  return known
    .filter(({ name }) => name.split(' ').length >= LONG_NAME && plain.includes(name))
    .map(({ name, placeholder }) => ({
      reason: `the name "${name}" is written out`,
      fix: `write ${placeholder} in its place, or ${placeholder.replace('button', 'label')} where it should not be bold`,
    }));
}

/** Checks whether two names differ in capitals, or in a letter or two of a long one. */
function isNearly(name: string, other: string): boolean {
  if (name.toLowerCase() === other.toLowerCase()) return true;
  const isAsLong = Math.abs(name.length - other.length) <= 2;
  return isAsLong && name.split(' ').length >= LONG_NAME && nearest(other, [name]) !== undefined;
}
