import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A local time, so that the bytes are the same in every time zone. */
const SAME_TIME = new Date(2025, 0, 1);

/** Zips files so that the same content gives the same bytes, and anyone can compare two packages by their hash. */
export async function zipFiles(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(content, name, { mtime: SAME_TIME, mode: 0o100644, forceDosTimestamp: true });
  zip.end();
  return buffer(zip.outputStream);
}
