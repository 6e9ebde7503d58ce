import { createRequire } from 'node:module';

/** The parts of two well-known libraries, for zip files and PNGs, that come bundled with playwright-core. */
interface Bundled {
  yauzl: {
    fromBuffer(
      bytes: Buffer,
      options: { lazyEntries: false },
      done: (error: Error | null, zip: Zip) => void,
    ): void;
  };
  PNG: { sync: { read(bytes: Buffer): Png } };
}

interface Zip {
  on(event: 'entry', found: (entry: { fileName: string }) => void): void;
  on(event: 'end', done: () => void): void;
  openReadStream(
    entry: { fileName: string },
    done: (error: Error | null, stream: AsyncIterable<Buffer>) => void,
  ): void;
}

/** A picture; four bytes a pixel: red, green, blue, opacity. */
export interface Png {
  width: number;
  height: number;
  data: Buffer;
}

const bundled = createRequire(import.meta.url)('playwright-core/lib/utilsBundle') as Bundled;

/** The files of a zip by their names. */
export async function unzipped(bytes: Buffer): Promise<Record<string, Buffer>> {
  const zip = await new Promise<Zip>((opened, failed) =>
    bundled.yauzl.fromBuffer(bytes, { lazyEntries: false }, (error, opening) =>
      error ? failed(error) : opened(opening),
    ),
  );
  const files: Promise<[string, Buffer]>[] = [];
  await new Promise<void>((done) => {
    zip.on('entry', (entry) => files.push(read(zip, entry)));
    zip.on('end', done);
  });
  return Object.fromEntries(await Promise.all(files));
}

/** A PNG file's picture. */
export function pngOf(bytes: Buffer): Png {
  return bundled.PNG.sync.read(bytes);
}

function read(zip: Zip, entry: { fileName: string }): Promise<[string, Buffer]> {
  return new Promise((done, failed) =>
    zip.openReadStream(entry, async (error, stream) => {
      if (error) return failed(error);
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part);
      done([entry.fileName, Buffer.concat(parts)]);
    }),
  );
}
