/** Returns a text as phrases are compared: small letters, straight apostrophes, single spaces. */
export function foldPhrase(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Makes the function that checks whether a folded text holds one of the phrases. */
export function containsOne(phrases: readonly string[]): (folded: string) => boolean {
  const wanted = phrases.map(foldPhrase);
  return (folded) => wanted.some((phrase) => folded.includes(phrase));
}

/** Makes the function that finds the longest phrase with which a folded text begins, as whole words; empty where none does. */
export function beginningAmong(phrases: readonly string[]): (folded: string) => string {
  const byLength = Map.groupBy(phrases.map(foldPhrase), ({ length }) => length);
  const lengths = [...byLength.keys()].sort((a, b) => b - a);
  const wanted = new Set([...byLength.values()].flat());
  return (folded) => {
    const length = lengths.find(
      (each) => wanted.has(folded.slice(0, each)) && !/^[\p{L}\p{N}]/u.test(folded.slice(each)),
    );
    return length === undefined ? '' : folded.slice(0, length);
  };
}
