import type { Sample } from './soak.ts';

const WIDTH = 900;
const PANEL = 190;
const LEFT = 60;
const RIGHT = 40;
const TOP = 44;
const BOTTOM = 22;
const COLOURS = ['#1d5b8f', '#b4512a', '#777'];

type Figure = Exclude<keyof Sample, 'minute'>;
const PANELS: { title: string; unit: string; lines: Partial<Record<Figure, string>> }[] = [
  {
    title: 'Memory after garbage is collected',
    unit: 'MB',
    lines: { rss: 'of the process', heap: 'in use' },
  },
  {
    title: 'From a message to its reply',
    unit: 'ms',
    lines: { p50: 'half of them', p99: '99 of 100', echo: 'half, bare echo' },
  },
  { title: 'The store', unit: 'MB', lines: { file: 'database with its log' } },
];

/** Draws what a soak has measured as a picture: memory, times and the size of the store, one below the other. */
export function drawSoak(samples: readonly Sample[]): string {
  const height = PANEL * PANELS.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    '<title>Memory, latency and file size over the time of a soak</title>',
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...PANELS.flatMap((panel, row) => drawPanel(panel, row * PANEL, samples)),
    '</svg>\n',
  ].join('\n');
}

function drawPanel(
  { title, unit, lines }: (typeof PANELS)[number],
  top: number,
  samples: readonly Sample[],
): string[] {
  const figures = Object.keys(lines) as Figure[];
  const most = niceAbove(Math.max(...samples.flatMap((sample) => figures.map((figure) => sample[figure]))));
  const minutes = samples.at(-1)?.minute ?? 1;
  const x = (minute: number) => LEFT + (minute / minutes) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => top + TOP + (1 - value / most) * (PANEL - TOP - BOTTOM);
  const grid = [0, 0.5, 1].map((share) => {
    const value = most * share;
    return (
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/>` +
      `<text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end">${Number(value.toFixed(1))}</text>`
    );
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text x="${x(minutes * share)}" y="${top + PANEL - 6}" text-anchor="middle">${(minutes * share).toFixed(1)} min</text>`,
  );
  const drawn = figures.map((figure, index) => {
    const points = samples.map((sample) => `${x(sample.minute).toFixed(1)},${y(sample[figure]).toFixed(1)}`);
    return (
      `<polyline fill="none" stroke="${COLOURS[index]}" stroke-width="1.5" points="${points.join(' ')}"/>` +
      `<text x="${LEFT + 300 + index * 150}" y="${top + 26}" fill="${COLOURS[index]}">— ${lines[figure]}</text>`
    );
  });
  const heading = `<text x="${LEFT}" y="${top + 26}" font-weight="bold">${title}, ${unit}</text>`;
  return [heading, ...grid, ...ticks, ...drawn];
}

/** Returns a round number that is not below a value. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((round) => round >= value) ?? value;
}
