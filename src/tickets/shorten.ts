/** Returns the beginning of a text that is longer than so many characters, with an ellipsis; no character is cut in two. */
export function shorten(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  const beginning = characters.slice(0, length - 1).join('');
  return `${beginning.trimEnd()}…`;
}
