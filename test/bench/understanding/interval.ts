/** Returns Wilson's interval of 95 % for a share: what the share may truly be, when only so many were tried. */
export function intervalOf(share: number, tried: number): { from: number; to: number } {
  const z = 1.96;
  const spread = 1 + z ** 2 / tried;
  const middle = (share + z ** 2 / (2 * tried)) / spread;
  const half = (z / spread) * Math.sqrt((share * (1 - share)) / tried + z ** 2 / (4 * tried ** 2));
  return { from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}
