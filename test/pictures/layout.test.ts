import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { sayFor } from '../../src/content/format-message.ts';
import { type Picture, pictureSchema } from '../../src/content/schema/picture.ts';
import { layOut, WIDTH } from '../../src/pictures/layout.ts';
import { textWidth } from '../../src/pictures/measure.ts';
import { FONT_FILES } from '../../src/pictures/png.ts';
import type { Box, Label } from '../../src/pictures/shapes.ts';
import { pack } from '../support/clinician.ts';

/** In pixels: higher drawings push the buttons of a card out of sight. */
const HIGHEST = 190;

const texts = textsOf(pack, 'en');
const drawn = (picture: Picture) => layOut(picture, texts.pictures, sayFor(texts.network, 'en'));
const picture = (screens: object[]): Picture => pictureSchema.parse({ screens });

function labelsIn(picture: Picture): Label[] {
  return drawn(picture).shapes.filter((shape) => shape.kind === 'text');
}

/** Says which labels leave their box, or the drawing; half a pixel is nobody's concern. */
function outside(picture: Picture): string[] {
  const { width, height } = drawn(picture);
  const isWithin = ({ x, baseline, size, ...label }: Label, box: Box): boolean =>
    x >= box.x - 0.5 &&
    x + label.width <= box.x + box.width + 0.5 &&
    baseline - 0.72 * size >= box.y - 0.5 &&
    baseline <= box.y + box.height + 0.5;
  const whole = { x: 0, y: 0, width, height };
  return labelsIn(picture)
    .filter((label) => !isWithin(label, label.within) || !isWithin(label, whole))
    .map(({ text }) => text);
}

describe.each(Object.entries(texts.drawings))('The drawing %s', (_, picture) => {
  test('has every label inside its box, at a size that can be read', () => {
    expect(outside(picture)).toEqual([]);
    expect(drawn(picture).tooLong).toEqual([]);
  });

  test('is marked as a drawing, and low enough for a card', () => {
    expect(labelsIn(picture).map(({ text }) => text)).toContain(texts.pictures.mark);
    expect(drawn(picture).height).toBeLessThanOrEqual(HIGHEST);
  });
});

describe('The words of a drawing', () => {
  const long = 'A name that is far too long for the narrow screen of a phone';

  test('become smaller where they have too little room, and stay inside', () => {
    const narrow = picture([
      {
        items: [
          { kind: 'button', text: long },
          { kind: 'button', text: 'Next', place: 'end' },
        ],
      },
    ]);
    expect(outside(narrow)).toEqual([]);
    expect(drawn(narrow).tooLong).toEqual([0, 1].map((item) => ['screens', 0, 'items', item, 'text']));
  });

  test('become smaller in a title, too', () => {
    const narrow = pictureSchema.parse({
      arrange: 'side-by-side',
      screens: [1, 2].map(() => ({
        title: 'The title of a page that is long',
        verdict: 'wrong',
        items: [{ kind: 'qr' }],
      })),
    });
    expect(outside(narrow)).toEqual([]);
    expect(drawn(narrow).tooLong).toEqual([0, 1].map((screen) => ['screens', screen, 'title']));
  });

  test('in boxes begin below each other', () => {
    const form = picture([
      {
        items: [
          { kind: 'field', text: 'Name', value: 'first' },
          { kind: 'field', text: 'A longer name', value: 'second' },
        ],
      },
    ]);
    const values = labelsIn(form).filter(({ text }) => ['first', 'second'].includes(text));
    expect(values[0]?.x).toBe(values[1]?.x);
  });

  test('name the network of the pack', () => {
    const named = Object.values(texts.drawings).filter((each) => JSON.stringify(each).includes('{network}'));
    expect(named.length).toBeGreaterThan(0);
    for (const each of named)
      expect(labelsIn(each).map(({ text }) => text)).toContain(texts.network.shortName);
  });

  test.each(['Manage my mobile phone numbers', 'Größe: café – 1234 5678', 'EU Login Mobile App PIN Code'])(
    'are as wide as the font draws them: %s',
    (words) => {
      for (const weight of [400, 700]) {
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60"><text x="10" y="40" font-size="20" font-family="Arimo" font-weight="${weight}">${words}</text></svg>`;
        const box = new Resvg(svg, { font: { fontFiles: FONT_FILES, loadSystemFonts: false } }).getBBox();
        expect(Math.abs((box?.width ?? 0) - textWidth(words, 20, weight === 700))).toBeLessThan(4);
      }
    },
  );
});

test('A click to avoid is marked otherwise than one to make', () => {
  const clicked = (verdict?: 'wrong') =>
    drawn(picture([{ verdict, items: [{ kind: 'round', text: 'One', click: true }] }])).shapes;
  const colours = (shapes: ReturnType<typeof clicked>) =>
    new Set(shapes.flatMap((shape) => (shape.kind !== 'text' && shape.stroke) || []));
  expect([...colours(clicked('wrong'))].filter((colour) => !colours(clicked()).has(colour))).not.toEqual([]);
});

test('Screens side by side share the width as they are told to', () => {
  const half = pictureSchema.parse({
    arrange: 'side-by-side',
    screens: [
      { width: 1, items: [{ kind: 'text', text: 'left' }] },
      { width: 3, items: [{ kind: 'text', text: 'right' }] },
    ],
  });
  const [left, right] = labelsIn(half);
  expect(left?.x).toBeLessThan(WIDTH / 4);
  expect(right?.x).toBeGreaterThan(WIDTH / 4);
  expect(right?.x).toBeLessThan(WIDTH / 2);
});
