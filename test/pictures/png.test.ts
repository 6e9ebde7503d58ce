import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { picturePath } from '../../src/pictures/address.ts';
import { WIDTH } from '../../src/pictures/layout.ts';
import { svgToPng } from '../../src/pictures/png.ts';
import { pictureSvg } from '../../src/pictures/svg.ts';
import { PackCopy } from '../content/pack-copy.ts';
import { pack } from '../support/clinician.ts';

const texts = textsOf(pack, 'en');
const ids = Object.keys(texts.drawings);
/** In bytes: as a data URI, two bytes a letter, it leaves most of a card in Teams to its words. */
const LARGEST = 10_000;

/** Reads what a PNG says of itself, and unpacks its pixels. */
function read(png: Buffer) {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    colours: (chunks.get('PLTE')?.length ?? 0) / 3,
    pixels: inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0)),
  };
}

function svgOf(id: string, of = texts): string {
  return pictureSvg(of, id) ?? '';
}

describe('A drawing as PNG', () => {
  test.each(ids)('has twice the pixels of the drawing and is small: %s', async (id) => {
    const png = await svgToPng(svgOf(id), 2);
    const { width, height, colours, pixels } = read(png);
    expect(width).toBe(2 * WIDTH);
    expect(pixels.length).toBe(height * (width / 2 + 1));
    expect(colours).toBeGreaterThan(5);
    expect(png.length).toBeLessThan(LARGEST);
  });

  test('shows its words without any font of the computer', async () => {
    const svg = svgOf(ids[0] ?? '');
    const [withWords, without] = await Promise.all(
      [svg, svg.replace(/<text.*?<\/text>/g, '')].map((each) => svgToPng(each, 1)),
    );
    expect(read(withWords ?? Buffer.alloc(0)).pixels).not.toEqual(read(without ?? Buffer.alloc(0)).pixels);
  });

  test('has the same bytes wherever it has the same address, and another address where a word has changed', async () => {
    const copy = new PackCopy();
    const id =
      ids.find((each) => JSON.stringify(texts.drawings[each]).includes(texts.labels.submit ?? '')) ?? '';
    const again = textsOf(loadContent(copy.folder), 'en');
    expect(picturePath(again, id)).toBe(picturePath(texts, id));
    expect(await svgToPng(svgOf(id, again), 1)).toEqual(await svgToPng(svgOf(id), 1));
    copy.change('en/labels.yaml', /^submit: .*$/m, 'submit: "Send it"');
    const changed = textsOf(loadContent(copy.folder), 'en');
    const moved = ids.filter((each) => picturePath(changed, each) !== picturePath(texts, each));
    expect(moved).toContain(id);
    expect(moved.length).toBeLessThan(ids.length);
  });
});
