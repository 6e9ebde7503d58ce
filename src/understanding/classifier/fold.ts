/** Letters that are no letter with an accent, and what people type in their place. */
const PLAIN: Record<string, string> = { ł: 'l', ß: 'ss', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };

/** Returns a text in lower case without accents, as people type it on a telephone. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[łßøđæœı]/g, (letter) => PLAIN[letter] ?? letter);
}
