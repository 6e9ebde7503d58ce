import type { ReadLanguage } from './types.ts';

/** Reports a title of the page's button that would not show what is kept about the person: it is sent as if it were typed. */
export function checkOwnData({ texts, sources }: ReadLanguage): void {
  if (!texts) return;
  const title = texts.messages.buttons.myData;
  const known = texts.commands.commands['my-data'].map((words) => words.toLowerCase());
  if (known.includes(title.toLowerCase())) return;
  sources.messages.report(
    ['buttons', 'myData'],
    `"${title}" is not one of the words of "my-data"`,
    'use one of its words in commands.yaml, or add it there',
  );
}
