import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { copyInEnglish } from '../support/copy-in-english.ts';

/** The content pack that is shipped. */
export const SHIPPED = fileURLToPath(new URL('../../data', import.meta.url));

/** The pack of a second network, which builds on the shipped one. */
const ITHACA = fileURLToPath(new URL('../packs/ithaca', import.meta.url));

/** Returns a folder that goes with the test. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the shipped pack, in English alone, in a folder of its own, to be changed at will; it goes with the test. */
export class PackCopy {
  readonly folder = newFolder();

  constructor() {
    copyInEnglish(SHIPPED, this.folder);
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  writeBytes(file: string, bytes: Uint8Array): void {
    writeFileSync(this.path(file), bytes);
  }

  /** Replaces what must be there; the rest of the file stays as it is. */
  change(file: string, from: string | RegExp, to: string): void {
    const before = this.read(file);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} has nothing like ${from}`);
    this.write(file, after);
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true });
  }

  copy(from: string, to: string): void {
    cpSync(this.path(from), this.path(to), { recursive: true });
  }

  /** Adds a language whose texts are those of English; no helpdesk works in it, and no name of a button is translated. */
  addLanguage(language: string): void {
    this.copy('en', language);
    for (const file of ['helpdesk', 'learning', 'canned-replies', 'labels'])
      this.remove(`${language}/${file}.yaml`);
  }

  /** Puts the pack of a second network beside the copy, which builds on it; returns its folder. */
  addNetwork(languages: readonly string[]): string {
    const folder = join(newFolder(), 'packs/ithaca');
    cpSync(ITHACA, folder, { recursive: true });
    const network = join(folder, 'network.yaml');
    writeFileSync(
      network,
      readFileSync(network, 'utf8').replace(
        'folder: ../../../data',
        `folder: ${relative(folder, this.folder)}`,
      ),
    );
    for (const language of languages) {
      cpSync(join(folder, 'en'), join(folder, language), { recursive: true });
      rmSync(join(folder, language, 'labels.yaml'));
    }
    return folder;
  }

  /** The number of the one line with this text on it. */
  lineOf(file: string, text: string): number {
    const lines = this.read(file).split('\n');
    const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
    if (found.length !== 1) throw new Error(`${file} has ${found.length} lines with ${text}`);
    return found[0] ?? 0;
  }
}
