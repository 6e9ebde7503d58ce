import { deflateSync } from 'node:zlib';
import { type PalettePicture, pngOf, pngRows } from '../src/lib/png.ts';
import type { Element } from './elements.ts';

/** Sizes in pixels of the picture, which is stretched to the card's width. */
const WIDTH = 360;
const HEIGHT = 6;
const GAP = 4;
/** The rows of the thin line that stands for the steps ahead, so that they differ by more than colour. */
const THIN = [2, 3];
/** Transparent, done, ahead: a blue and a grey that stand out from white, from black and from Teams' dark grey. */
const COLOURS = [0x000000, 0x4a86d8, 0x8a8a8a];

/** Drawn bars are kept: there are few of them, and drawing one takes a third of a turn. */
const drawn = new Map<string, string>();

/**
 * Draws a bar with a segment for each step; the words beside it say the same. It is a picture, because Teams draws coloured
 * columns as pale bands of 50 pixels, and in high contrast not at all.
 */
export function progressBar(done: number, total: number): Element {
  const inWords = `${done} / ${total}`;
  const url = drawn.get(inWords) ?? `data:image/png;base64,${png(done, total).toString('base64')}`;
  drawn.set(inWords, url);
  return {
    type: 'Image',
    url,
    altText: inWords,
    size: 'stretch',
    spacing: 'small',
  };
}

function png(done: number, total: number): Buffer {
  const picture: PalettePicture = {
    width: WIDTH,
    height: HEIGHT,
    bits: 8,
    palette: Uint8Array.from(COLOURS.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    opacity: Uint8Array.of(0),
  };
  const row = (y: number) => Array.from({ length: WIDTH }, (_, x) => colourAt(x, y, done, total));
  const pixels = Uint8Array.from(Array.from({ length: HEIGHT }, (_, y) => row(y)).flat());
  return pngOf(picture, deflateSync(pngRows(picture, pixels), { level: 9 }));
}

/** Returns the index of a pixel's colour. */
function colourAt(x: number, y: number, done: number, total: number): number {
  const segment = (WIDTH + GAP) / total;
  const index = Math.floor(x / segment);
  if (x - index * segment >= segment - GAP) return 0;
  if (index < done) return 1;
  return THIN.includes(y) ? 2 : 0;
}
