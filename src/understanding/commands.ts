import type { Command, Commands } from '../content/schema/command-texts.ts';
import { normalizeText } from './match-name.ts';
import { phraseFinder, withoutEnd, withoutStart } from './replies/phrase-finder.ts';

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
export function commandFinder({
  fillers,
  commands,
}: Pick<Commands, 'fillers' | 'commands'>): (typed: string) => Command | undefined {
  const find = phraseFinder(fillers, Object.entries(commands) as [Command, string[]][]);
  return (typed) => {
    if (typed.length > LONGEST_COMMAND) return undefined;
    const command = find(typed);
    return command && typed.includes('?') && !MAY_BE_ASKED.includes(command) ? undefined : command;
  };
}

/** A name after words such as "switch to", or else only likely a wish. */
export interface Wish {
  name: string;
  isSure: boolean;
}

/**
 * Makes a function that returns what somebody would rather have: "the app" of "please switch to the app". It is a name or
 * nothing at all, since "change my PIN" begins like a wish as well.
 */
export function wishFinder({
  fillers,
  changeTo,
}: Pick<Commands, 'fillers' | 'changeTo'>): (typed: string) => Wish | undefined {
  const courtesies = fillers.map(normalizeText);
  const ends = [...courtesies, ...changeTo.after.map(normalizeText)];
  const sure = changeTo.before.map(normalizeText);
  const maybe = changeTo.maybe.map(normalizeText);
  return (typed) => {
    if (typed.length > LONGEST_COMMAND) return undefined;
    const text = normalizeText(typed);
    const isAsked = typed.includes('?');
    const wished = isAsked ? undefined : restAfter(withoutStart(text, courtesies), sure);
    const rest =
      wished ?? restAfter(text, maybe) ?? restAfter(withoutStart(text, courtesies), [...sure, ...maybe]);
    if (rest === undefined) return undefined;
    return { name: withoutEnd(withoutStart(rest, courtesies), ends), isSure: wished !== undefined };
  };
}

/** Makes a function that returns the name behind one of a few beginnings, as "the request form" in "go to the request form". */
export function nameAfter(
  beginnings: readonly string[],
  fillers: readonly string[],
): (typed: string) => string | undefined {
  const courtesies = fillers.map(normalizeText);
  const before = beginnings.map(normalizeText);
  return (typed) => {
    if (typed.length > LONGEST_COMMAND) return undefined;
    const text = normalizeText(typed);
    const rest = restAfter(text, before) ?? restAfter(withoutStart(text, courtesies), before);
    return rest === undefined ? undefined : withoutEnd(withoutStart(rest, courtesies), courtesies);
  };
}

/** Returns what follows the longest of a few beginnings. */
function restAfter(text: string, beginnings: readonly string[]): string | undefined {
  const found = beginnings
    .filter((words) => text.startsWith(`${words} `))
    .sort((a, b) => b.length - a.length);
  return found[0] === undefined ? undefined : text.slice(found[0].length + 1);
}
