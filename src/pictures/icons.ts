import { COLOUR, type Shape } from './shapes.ts';

/** Icons of our own, each drawn from its top left corner. */

const GEAR_TEETH = 8;

/** Draws a gear of 18 pixels. */
export function gear(x: number, y: number): Shape[] {
  const centre = 9;
  const points = Array.from({ length: GEAR_TEETH * 4 }, (_, index) => {
    const radius = index % 4 < 2 ? 9 : 6.4;
    const angle = ((index - 0.5) / (GEAR_TEETH * 4)) * 2 * Math.PI;
    return `${rounded(centre + radius * Math.cos(angle))} ${rounded(centre + radius * Math.sin(angle))}`;
  });
  return [
    { kind: 'path', d: `M${points.join('L')}Z`, x, y, fill: COLOUR.ink },
    { kind: 'circle', x: x + centre, y: y + centre, radius: 3, fill: COLOUR.paper },
  ];
}

/** Draws the pointer of a mouse, whose tip is at the point. */
export function pointer(x: number, y: number): Shape[] {
  return [
    {
      kind: 'path',
      d: 'M0 0V16.5L4 13L6.6 18.8L9.4 17.6L6.9 12H12Z',
      x,
      y,
      fill: COLOUR.ink,
      stroke: COLOUR.paper,
      strokeWidth: 1.5,
    },
  ];
}

/** Draws a tick of 12 pixels. */
export function tick(x: number, y: number, stroke: string): Shape[] {
  return [{ kind: 'path', d: 'M1.5 6.5L4.8 10L10.5 2.5', x, y, stroke, strokeWidth: 2.4 }];
}

/** Draws a cross of 12 pixels. */
export function cross(x: number, y: number, stroke: string): Shape[] {
  return [{ kind: 'path', d: 'M2 2L10 10M10 2L2 10', x, y, stroke, strokeWidth: 2.4 }];
}

/** Draws an arrow of 14 pixels that leads to the next screen. */
export function arrow(x: number, y: number): Shape[] {
  return [{ kind: 'path', d: 'M0 6H12M7 1L12.5 6L7 11', x, y, stroke: COLOUR.click, strokeWidth: 2.4 }];
}

/** Draws the arrow of a list that opens, 9 pixels wide. */
export function dropDownArrow(x: number, y: number): Shape[] {
  return [{ kind: 'path', d: 'M0 0H9L4.5 6Z', x, y, fill: COLOUR.quiet }];
}

/** Draws an envelope of 14 by 10 pixels. */
export function envelope(x: number, y: number): Shape[] {
  const outline = { stroke: COLOUR.ink, strokeWidth: 1.3 };
  return [
    { kind: 'rect', x, y, width: 14, height: 10, radius: 1.5, fill: COLOUR.paper, ...outline },
    { kind: 'path', d: 'M0.7 1L7 6L13.3 1', x, y, ...outline },
  ];
}

/** Of each row of the QR code the modules that are black; it is a likeness, no camera reads it. */
const QR_ROWS = [
  '111111101011001111111',
  '100000100110101000001',
  '101110101001001011101',
  '101110100111101011101',
  '101110101010101011101',
  '100000101101001000001',
  '111111101010101111111',
  '000000001100100000000',
  '101101110010111010110',
  '010010001101001101001',
  '110111101011010010111',
  '001000010010101101010',
  '100110101101110010101',
  '000000001011001010110',
  '111111100110110101001',
  '100000101001011010110',
  '101110100101101101101',
  '101110101110010010010',
  '101110100011101111001',
  '100000101010010010110',
  '111111100101101101011',
];

/** Draws the likeness of a QR code. */
export function qrCode(x: number, y: number, size: number): Shape[] {
  const module = size / QR_ROWS.length;
  const runs = QR_ROWS.flatMap((row, line) =>
    [...row.matchAll(/1+/g)].map(
      ({ index, 0: run }) =>
        `M${rounded(index * module)} ${rounded(line * module)}h${rounded(run.length * module)}v${rounded(module)}h-${rounded(run.length * module)}z`,
    ),
  );
  return [{ kind: 'path', d: runs.join(''), x, y, fill: COLOUR.ink }];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
