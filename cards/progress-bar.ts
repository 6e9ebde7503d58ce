import { crc32, deflateSync } from 'node:zlib';
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
  const row = (y: number) => [0, ...Array.from({ length: WIDTH }, (_, x) => colourAt(x, y, done, total))];
  const rows = Array.from({ length: HEIGHT }, (_, y) => row(y)).flat();
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 3], 8);
  const palette = COLOURS.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('tRNS', Buffer.from([0])),
    chunk('IDAT', deflateSync(Buffer.from(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Returns the index of a pixel's colour. */
function colourAt(x: number, y: number, done: number, total: number): number {
  const segment = (WIDTH + GAP) / total;
  const index = Math.floor(x / segment);
  if (x - index * segment >= segment - GAP) return 0;
  if (index < done) return 1;
  return THIN.includes(y) ? 2 : 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
