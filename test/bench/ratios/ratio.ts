/** A figure of ours beside its baseline, both measured in the same run. */
export interface Ratio {
  /** Names the figure, with its unit. */
  what: string;
  ours: number;
  baseline: number;
  /** The median over the rounds of ours divided by the baseline. */
  ratio: number;
  /** The ratio to reach, and on which side of it is better. */
  goal?: { atLeast: number } | { atMost: number };
}

/** Measures one or more figures; `report` says what is going on, for somebody who watches. */
export type Bench = (report: (says: string) => void) => Promise<Ratio[]>;

/** Prints ratios as a table, one in a line. */
export function tableOf(ratios: readonly Ratio[]): string {
  const rows = ratios.map(({ what, ours, baseline, ratio, goal }) => [
    what,
    rounded(ours),
    rounded(baseline),
    `${ratio.toFixed(2)} ×`,
    goalOf(goal),
  ]);
  const lines = [['', 'ours', 'baseline', 'ratio', 'goal'], ...rows];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => line.map((cell, column) => padded(cell, widths?.[column] ?? 0, column)).join('  '))
    .join('\n');
}

function padded(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function goalOf(goal: Ratio['goal']): string {
  if (!goal) return '';
  return 'atLeast' in goal ? `≥ ${goal.atLeast} ×` : `≤ ${goal.atMost} ×`;
}

function rounded(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
