import { crc32 } from 'node:zlib';

/** A picture whose pixels are indices into a palette. */
export interface PalettePicture {
  width: number;
  height: number;
  /** The bits of a pixel: 4 for up to 16 colours, or 8. */
  bits: 4 | 8;
  /** Red, green and blue of each colour. */
  palette: Uint8Array;
  /** The opacity of the first colours; the others are opaque. */
  opacity?: Uint8Array;
}

/** Packs pixels, row by row, into the bytes that have to be compressed for `pngOf`. */
export function pngRows({ width, height, bits }: PalettePicture, pixels: Uint8Array): Buffer {
  const length = Math.ceil((width * bits) / 8) + 1;
  const rows = Buffer.alloc(length * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = pixels[y * width + x] ?? 0;
      const at = y * length + 1 + (bits === 8 ? x : x >> 1);
      rows[at] = bits === 8 || x % 2 === 1 ? (rows[at] ?? 0) | pixel : pixel << 4;
    }
  }
  return rows;
}

/** Writes a PNG from rows that are compressed already, so that the caller decides on which thread. */
export function pngOf({ width, height, bits, palette, opacity }: PalettePicture, compressed: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, 3], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    ...(opacity ? [chunk('tRNS', opacity)] : []),
    chunk('IDAT', compressed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
