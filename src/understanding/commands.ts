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
