import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { once } from '../lib/once.ts';
import { type PalettePicture, pngOf, pngRows } from '../lib/png.ts';

/** Enough for a few flat colours and the edges of letters: the pictures are a quarter of their size in full colour. */
const MOST_COLOURS = 16;

/** Loaded with the first picture, so that a start does not pay for it. */
const resvg = once(() => import('@resvg/resvg-js'));

/**
 * Turns a drawing into a PNG with so many pixels for one of the drawing. It is drawn and compressed on other threads, with fonts from a package:
 * a server needs none of its own, and the same drawing gives the same bytes everywhere.
 */
export async function svgToPng(svg: string, density: number): Promise<Buffer> {
  const { renderAsync } = await resvg();
  const { pixels, ...size } = measured(
    await renderAsync(svg, {
      fitTo: { mode: 'zoom', value: density },
      font: { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: FONT },
    }),
  );
  const { palette, indices } = inFewColours(pixels);
  const picture: PalettePicture = { ...size, bits: 4, palette };
  return pngOf(picture, await promisify(deflate)(pngRows(picture, indices), { level: 9 }));
}

const require = createRequire(import.meta.url);
const FONT = 'Arimo';
/** The two faces that the drawings use. */
export const FONT_FILES = [
  require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
  require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
];

/** Copies the pixels, each as one number, since the library builds them again at every look. */
function measured(image: { width: number; height: number; pixels: Buffer }) {
  const { width, height } = image;
  return { width, height, pixels: new Uint32Array(new Uint8Array(image.pixels).buffer) };
}

/** Replaces each colour by the nearest of the most frequent ones. */
function inFewColours(pixels: Uint32Array): { palette: Uint8Array; indices: Uint8Array } {
  const kept = [...countsOf(pixels)]
    .toSorted(([one, often], [other, oftener]) => oftener - often || one - other)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const colours = kept.map(rgb);
  const nearest = new Map<number, number>();
  const indexOf = (colour: number): number => {
    const index = nearest.get(colour) ?? nearestOf(colours, rgb(colour));
    nearest.set(colour, index);
    return index;
  };
  const indices = new Uint8Array(pixels.length);
  for (const { colour, from, to } of runsOf(pixels)) indices.fill(indexOf(colour), from, to);
  return { palette: Uint8Array.from(colours.flat()), indices };
}

function countsOf(pixels: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { colour, from, to } of runsOf(pixels))
    counts.set(colour, (counts.get(colour) ?? 0) + to - from);
  return counts;
}

/** Lists the pixels of one colour in a row: a drawing has few, and looking at each pixel by itself takes several times as long. */
function* runsOf(pixels: Uint32Array): Iterable<{ colour: number; from: number; to: number }> {
  let from = 0;
  for (let to = 1; to <= pixels.length; to++) {
    const colour = pixels[from] ?? 0;
    if (to < pixels.length && pixels[to] === colour) continue;
    yield { colour, from, to };
    from = to;
  }
}

type Rgb = [number, number, number];

function nearestOf(colours: readonly Rgb[], colour: Rgb): number {
  const distances = colours.map((each) => distance(each, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance([r1, g1, b1]: Rgb, [r2, g2, b2]: Rgb): number {
  return (r1 - r2) ** 2 + (g1 - g2) ** 2 + (b1 - b2) ** 2;
}

/** Returns red, green and blue of a pixel as it lies in memory: red comes first, opacity last. */
function rgb(pixel: number): Rgb {
  return [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
}
