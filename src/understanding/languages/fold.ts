/** Letters that are no letter with an accent, and what people type in their place. */
const PLAIN: Record<string, string> = { ł: 'l', ß: 'ss', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' };

/** Returns a text in lower case without accents. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[łßøđæœı]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}
