/** Shuffles numbers where they stand. */
export function shuffle(numbers: Int32Array, random: () => number): void {
  for (let a = numbers.length - 1; a > 0; a--) {
    const b = Math.floor(random() * (a + 1));
    const moved = numbers[a] as number;
    numbers[a] = numbers[b] as number;
    numbers[b] = moved;
  }
}

/** Makes a small random generator with a fixed seed, so that training is repeatable. */
export function pseudoRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
