import type { Turn } from '../src/conversation/turn.ts';
import { changeable } from '../src/guide/choices.ts';

/** Returns what to type to change a choice, as one phrase; empty where the guide has nothing to choose. */
export function changesOf({ content, texts }: Turn): string {
  const commands = changeable(content.guide).flatMap(
    (name) => texts.commands.commands[`change-${name}`][0] ?? [],
  );
  return new Intl.ListFormat(texts.language, { type: 'disjunction' }).format(
    commands.map((command) => `**${command}**`),
  );
}
