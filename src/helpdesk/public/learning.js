// @ts-check
import { settings } from './page.js';

/**
 * Draws the numbers of the page as bars. The tables hold the same numbers, so that nothing is lost where this does not run.
 * @typedef {{ name: string; values: (number | null)[]; stack: string }} Series
 * @typedef {{ labels: string[]; series: Series[]; isAcross: boolean }} Bars
 */

const { Chart } = /** @type {{ Chart: typeof import('chart.js').Chart }} */ (
  /** @type {unknown} */ (globalThis)
);

/** Heights in pixels: of a horizontal bar with its gap, of axis and legend, of a chart of upright bars. */
const ROW = 30;
/** The height of a horizontal bar whose name takes several lines. */
const NARROW_ROW = 50;
const AROUND = 110;
const UPRIGHT = 300;
/** The most lines of a name, in a narrow chart and in a wide one; the table has longer names in full. */
const NARROW_LINES = 3;
const WIDE_LINES = 1;
/** The greatest width of a name in pixels, and what the axis needs besides; names get half of the chart at most. */
const WIDEST_NAME = 320;
const BESIDE_NAME = 24;
/** Measures names as they are drawn. */
const ruler = document.createElement('canvas').getContext('2d');
/** The width in pixels below which a chart has room for short lines only. */
const NARROW = 560;

/** Draws one tile of a pattern, 8 by 8, in the paper's colour. @type {((tile: CanvasRenderingContext2D) => void)[]} */
const PATTERNS = [
  () => {},
  (tile) => {
    for (const [x, y] of [
      [-4, 4],
      [0, 8],
      [4, 12],
    ])
      lineTo(tile, x ?? 0, y ?? 0, (x ?? 0) + 8, (y ?? 0) - 8);
  },
  (tile) => tile.fillRect(2, 2, 4, 4),
  (tile) => {
    lineTo(tile, 4, 0, 4, 8);
    lineTo(tile, 0, 4, 8, 4);
  },
  () => {},
];

/** @type {import('chart.js').Chart[]} */
let drawn = [];
draw();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);

function draw() {
  for (const chart of drawn) chart.destroy();
  drawn = Object.entries(/** @type {Record<string, Bars>} */ (settings())).flatMap(([id, bars]) => {
    const box = document.querySelector(`[data-picture="${id}"]`);
    const canvas = box?.querySelector('canvas');
    if (!(box instanceof HTMLElement) || !canvas) return [];
    box.hidden = false;
    box.style.height = `${bars.isAcross ? bars.labels.length * (isNarrow(box) ? NARROW_ROW : ROW) + AROUND : UPRIGHT}px`;
    return [new Chart(canvas, configOf(bars, box))];
  });
}

/**
 * @param {Bars} bars
 * @param {HTMLElement} box
 * @returns {import('chart.js').ChartConfiguration<'bar', (number | null)[]>}
 */
function configOf({ labels, series, isAcross }, box) {
  const ink = colour(box, '--picture-ink');
  const line = colour(box, '--picture-line');
  const names = {
    grid: { display: false },
    ticks: {
      color: ink,
      autoSkip: !isAcross,
      /** @param {string | number} value */
      callback: (value) => linesOf(labels[Number(value)] ?? '', box),
    },
    stacked: true,
  };
  const numbers = {
    beginAtZero: true,
    grid: { color: line },
    ticks: { color: ink, precision: 0 },
    stacked: true,
  };
  const main = series[0]?.stack;
  return {
    type: 'bar',
    data: {
      labels,
      datasets: series.map(({ name, values, stack }, index) => ({
        label: name,
        data: values,
        stack,
        backgroundColor: filling(box, index),
        borderColor: colour(box, '--picture-paper'),
        borderWidth: 1,
        // A bar that counts something other than its neighbours is narrow.
        ...(isAcross && stack !== main && { barThickness: 5 }),
      })),
    },
    options: {
      animation: false,
      indexAxis: isAcross ? 'y' : 'x',
      maintainAspectRatio: false,
      scales: isAcross ? { x: numbers, y: names } : { x: names, y: numbers },
      // A click that hides a series would have no equivalent on the keyboard.
      plugins: { legend: { labels: { color: ink }, onClick: () => {}, align: 'start' } },
    },
  };
}

/** @param {HTMLElement} box */
function isNarrow(box) {
  return box.clientWidth < NARROW;
}

/**
 * Breaks a name into as many lines as there is room for beside the bars.
 * @param {string} name
 * @param {HTMLElement} box
 */
function linesOf(name, box) {
  const fits = isWithin(Math.min(box.clientWidth / 2 - BESIDE_NAME, WIDEST_NAME));
  const lines = isNarrow(box) ? NARROW_LINES : WIDE_LINES;
  /** @type {string[]} */
  const made = [''];
  for (const word of name.split(' ')) {
    const line = made.at(-1) ?? '';
    if (line === '') made[made.length - 1] = word;
    else if (fits(`${line} ${word}`)) made[made.length - 1] = `${line} ${word}`;
    else made.push(word);
  }
  const kept = made.slice(0, lines);
  if (made.length > lines) kept.push(`${kept.pop() ?? ''}…`);
  return kept.map((line) => (fits(line) ? line : cut(line, fits)));
}

/**
 * Returns a function that checks whether a name, as it is drawn, is no wider than so many pixels.
 * @param {number} width
 * @returns {(text: string) => boolean}
 */
function isWithin(width) {
  if (!ruler) return () => true;
  const { size, family } = Chart.defaults.font;
  ruler.font = `${size}px ${family}`;
  return (text) => ruler.measureText(text).width <= width;
}

/**
 * Shortens a line until it fits.
 * @param {string} line
 * @param {(text: string) => boolean} fits
 */
function cut(line, fits) {
  let kept = line.replace(/…$/, '');
  while (kept.length > 1 && !fits(`${kept}…`)) kept = kept.slice(0, -1);
  return `${kept}…`;
}

/**
 * Returns a colour of the style sheet, as it is in light or dark mode.
 * @param {HTMLElement} box
 * @param {string} name
 */
function colour(box, name) {
  return getComputedStyle(box).getPropertyValue(name).trim();
}

/**
 * Returns the colour of a series with a pattern of its own, so that nobody has to tell colours apart.
 * @param {HTMLElement} box
 * @param {number} index
 */
function filling(box, index) {
  const plain = colour(box, `--picture-${index + 1}`);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  const tile = canvas.getContext('2d');
  if (!tile) return plain;
  tile.fillStyle = plain;
  tile.fillRect(0, 0, 8, 8);
  tile.fillStyle = tile.strokeStyle = colour(box, '--picture-paper');
  tile.lineWidth = 2;
  PATTERNS[index]?.(tile);
  return tile.createPattern(canvas, 'repeat') ?? plain;
}

/**
 * @param {CanvasRenderingContext2D} tile
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
function lineTo(tile, x1, y1, x2, y2) {
  tile.beginPath();
  tile.moveTo(x1, y1);
  tile.lineTo(x2, y2);
  tile.stroke();
}
