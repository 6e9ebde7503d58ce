import { oncePerKey } from './once-per-key.ts';

/** Returns the name of a language as its own speakers write it at the beginning of a line: "Deutsch", "Français". */
export const ownNameOf = oncePerKey((language) => {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
});
