/** Numbers strings by their order; a pair for each of tens of thousands would be thrown away at once. */
export function numbersOf(strings: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  strings.forEach((string, number) => {
    numbers.set(string, number);
  });
  return numbers;
}
