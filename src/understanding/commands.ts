import type { Command, Commands } from '../content/schema/command-texts.ts';
import { normalizeText } from './match-name.ts';

/** Commands that may end with a question mark: "help?" is one, but "next?" asks something. */
const MAY_BE_ASKED: readonly Command[] = [
  'where',
  'help',
  'human',
  'ask',
  'stuck',
  'greet',
  'failed',
  'my-data',
];

/** In characters: a longer text is more than a command, even if all the rest is courtesy. */
const LONGEST_COMMAND = 200;

/** Makes a function that recognises a message which is nothing but a command: "next" is one, "what is next?" is not. */
export function commandFinder(
  commands: Pick<Commands, 'fillers' | 'commands'>,
): (typed: string) => Command | undefined {
  const fillers = new Set(commands.fillers.map(normalizeText));
  const longest = Math.max(1, ...[...fillers].map((filler) => filler.split(' ').length));
  const core = (phrase: string) => withoutFillers(phrase.split(' '), fillers, longest);
  const exact = new Map<string, Command>();
  const loose = new Map<string, Command>();
  for (const [command, phrases] of Object.entries(commands.commands) as [Command, string[]][]) {
    for (const phrase of phrases.map(normalizeText)) {
      exact.set(phrase, command);
      loose.set(core(phrase), command);
    }
  }
  loose.delete('');
  return (typed) => {
    if (typed.length > LONGEST_COMMAND) return undefined;
    const text = normalizeText(typed);
    const command = exact.get(text) ?? loose.get(core(text));
    return command && typed.includes('?') && !MAY_BE_ASKED.includes(command) ? undefined : command;
  };
}

/**
 * Makes a function that returns what somebody would rather have: "the app" of "please switch to the app". It is a name or
 * nothing at all, since "change my PIN" begins like a wish as well.
 */
export function wishFinder({
  fillers,
  changeTo,
}: Pick<Commands, 'fillers' | 'changeTo'>): (typed: string) => string | undefined {
  const courtesies = fillers.map(normalizeText);
  const beginnings = changeTo.before.map(normalizeText);
  const ends = [...courtesies, ...changeTo.after.map(normalizeText)];
  return (typed) => {
    if (typed.length > LONGEST_COMMAND || typed.includes('?')) return undefined;
    const text = withoutStart(normalizeText(typed), courtesies);
    const wish = beginnings.find((words) => text.startsWith(`${words} `));
    if (wish === undefined) return undefined;
    return withoutEnd(withoutStart(text.slice(wish.length + 1), courtesies), ends);
  };
}

function withoutStart(text: string, phrases: readonly string[]): string {
  const found = phrases.find((phrase) => text.startsWith(`${phrase} `));
  return found === undefined ? text : withoutStart(text.slice(found.length + 1), phrases);
}

function withoutEnd(text: string, phrases: readonly string[]): string {
  const found = phrases.find((phrase) => text.endsWith(` ${phrase}`));
  return found === undefined ? text : withoutEnd(text.slice(0, -found.length - 1), phrases);
}

function withoutFillers(words: string[], fillers: ReadonlySet<string>, longest: number): string {
  const kept: string[] = [];
  for (let i = 0; i < words.length; ) {
    const length = lengthOfFiller(words, i, fillers, longest);
    if (length === 0) kept.push(words[i] ?? '');
    i += Math.max(length, 1);
  }
  return kept.join(' ');
}

function lengthOfFiller(
  words: string[],
  from: number,
  fillers: ReadonlySet<string>,
  longest: number,
): number {
  for (let length = longest; length > 0; length--) {
    if (fillers.has(words.slice(from, from + length).join(' '))) return length;
  }
  return 0;
}
