import type { Turn } from '../src/conversation/turn.ts';

/** Says kindly which kinds of secrets and patient data a message holds, and that they are not kept. */
export function warnRedacted(turn: Turn): void {
  const kinds = new Set(turn.findSensitive(turn.text).map(({ kind }) => kind));
  if (kinds.size === 0) return;
  const { messages, language } = turn.texts;
  const names = [...kinds].map((kind) => turn.say(messages.removed[kind].name));
  const what = new Intl.ListFormat(language).format(names);
  turn.warn(turn.say(messages.notices.leftOut, { what }));
  if (turn.scope.keepsMessages) turn.warn(turn.say(messages.notices.stillInChat));
}
