import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Base, baseOnRoute, type TakeFromBase } from './base.ts';
import { type ChangedFile, YamlFile } from './yaml-file.ts';

/** Opens the files of a pack: its own, and where it builds on another pack, that one's beneath them. */
export class PackReader {
  readonly #folder: string;
  readonly #changed: ChangedFile | undefined;
  #base: Base | undefined;

  constructor(folder: string, changed: ChangedFile | undefined) {
    this.#folder = folder;
    this.#changed = changed;
  }

  /** Opens a file that each pack brings itself. */
  own(file: string): YamlFile {
    return new YamlFile(this.#folder, file, this.#changed);
  }

  /** Lets the files that are opened from now on build on those of another pack; false where that one is not there. */
  buildOn(base: Base | undefined): boolean {
    this.#base = base && { ...base, folder: join(this.#folder, base.folder) };
    return !this.#base || existsSync(join(this.#base.folder, 'guide.yaml'));
  }

  /**
   * Opens a file of the pack. Where the pack does not bring it, the other pack's counts; a file of texts may bring only what
   * is different. `take` takes from the other pack's file what belongs to this one.
   */
  open(file: string, take: TakeFromBase = (value) => value): YamlFile {
    if (!this.#base || !existsSync(join(this.#base.folder, file))) return this.own(file);
    const { folder, route } = this.#base;
    if (this.brings(file) && !file.includes('/')) return this.own(file);
    const beneath = new YamlFile(folder, file);
    beneath.edit((value) => take(baseOnRoute(value, route)));
    return this.brings(file) ? this.own(file).over(beneath) : beneath;
  }

  /** Opens a file of the pack that it may do without, and that then is empty. */
  openIfThere(file: string, take?: TakeFromBase): YamlFile {
    if (!this.has(file)) return new YamlFile(this.#folder, file, { file, text: '{}' });
    const source = this.open(file, take);
    // There may be nothing in it but comments.
    source.edit((value) => value ?? {});
    return source;
  }

  /** Checks whether the pack has a file, or the other pack has it. */
  has(file: string): boolean {
    return this.brings(file) || (this.#base !== undefined && existsSync(join(this.#base.folder, file)));
  }

  /** Checks whether the pack itself has a file. */
  brings(file: string): boolean {
    return file === this.#changed?.file || existsSync(join(this.#folder, file));
  }

  /** Lists the files of a folder by their names, those of the other pack included. */
  names(within: string): string[] {
    const there = this.#base ? yamlFiles(join(this.#base.folder, within)) : [];
    const without = this.#base?.without ?? [];
    const names = [
      ...yamlFiles(join(this.#folder, within)),
      ...there.filter((name) => !without.includes(name)),
    ];
    return [...new Set(names)].sort();
  }
}

function yamlFiles(folder: string): string[] {
  try {
    const found = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    return found.map((name) => basename(name, '.yaml')).sort();
  } catch {
    return [];
  }
}
