/** Lists every text inside a value, however deep it is. */
export function textsInside(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsInside) : [];
}

/** Joins every text inside a value, one on each line. */
export function linesOf(value: unknown): string {
  return textsInside(value).join('\n');
}
