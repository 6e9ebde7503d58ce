import type { Turn } from '../conversation/turn.ts';
import type { Decider } from './decider.ts';

/** Warns about secrets and patient data in typed words, and passes every message on. */
export const warnRedacted: Decider = async (turn) => {
  sayRedacted(turn);
  return undefined;
};

/** Adds a warning that names the kinds of secrets and patient data in a message and says that they are not stored. */
export function sayRedacted(turn: Turn): void {
  if (turn.incoming.kind !== 'text') return;
  const kinds = new Set(turn.message.findings.map(({ kind }) => kind));
  if (kinds.size === 0) return;
  const { messages, language } = turn.texts;
  const names = [...kinds].map((kind) => turn.say(messages.removed[kind].name));
  const what = new Intl.ListFormat(language).format(names);
  turn.warn(turn.say(messages.notices.leftOut, { what }));
  if (turn.scope.keepsMessages) turn.warn(turn.say(messages.notices.stillInChat));
}
