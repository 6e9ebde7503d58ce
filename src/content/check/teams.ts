import type { ReadLanguage } from './types.ts';

/** Reports every command offered in Teams that the assistant does not know: Teams sends its title as if it were typed. */
export function checkTeams({ texts, sources }: ReadLanguage): void {
  if (!texts) return;
  const known = new Set(
    Object.values(texts.commands.commands).flatMap((words) => words.map((word) => word.toLowerCase())),
  );
  for (const [scope, commands] of Object.entries(texts.teams.commands)) {
    for (const [index, { title }] of commands.entries()) {
      if (known.has(title.toLowerCase())) continue;
      sources.teams.report(
        ['commands', scope, index, 'title'],
        `"${title}" is not a command that the assistant knows`,
        'use one of the words in commands.yaml, or add it there',
      );
    }
  }
}
