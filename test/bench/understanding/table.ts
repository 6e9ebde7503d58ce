import type { Figures } from './measure.ts';

type Column = [heading: string, cell: (figures: Figures) => string];

const percent = (share: number | null) => (share === null ? '–' : (share * 100).toFixed(1));
const ms = (time: number) => (time < 10 ? time.toFixed(2) : time.toFixed(0));

const COLUMNS: Column[] = [
  ['set', ({ dataset }) => dataset],
  ['matcher', ({ contender }) => contender],
  ['texts', ({ tried, triedOutOfScope }) => `${tried}+${triedOutOfScope}`],
  ['top-1', ({ top1 }) => percent(top1)],
  ['top-3', ({ top3 }) => percent(top3)],
  ['right', ({ answeredRight }) => percent(answeredRight)],
  ['wrong', ({ answeredWrong }) => percent(answeredWrong)],
  ['suggested', ({ suggestedRight }) => percent(suggestedRight)],
  ['declined', ({ inScopeDeclined }) => percent(inScopeDeclined)],
  ['oos answered', ({ outOfScopeAnswered }) => percent(outOfScopeAnswered)],
  ['oos declined', ({ outOfScopeDeclined }) => percent(outOfScopeDeclined)],
  ['AUROC', ({ auroc }) => (auroc === null ? '–' : auroc.toFixed(3))],
  [
    'at threshold',
    ({ atThreshold: at }) => (at ? `${percent(at.inScopeAccuracy)}/${percent(at.outOfScopeRecall)}` : '–'),
  ],
  ['p50 ms', ({ p50Ms }) => ms(p50Ms)],
  ['p99 ms', ({ p99Ms }) => ms(p99Ms)],
  ['training ms', ({ trainingMs }) => ms(trainingMs)],
  ['MB', ({ memoryMb }) => memoryMb.toFixed(0)],
];

/** The figures as a table whose columns stand below each other. */
export function tableOf(figures: readonly Figures[]): string {
  const rows = [
    COLUMNS.map(([heading]) => heading),
    ...figures.map((row) => COLUMNS.map(([, cell]) => cell(row))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
