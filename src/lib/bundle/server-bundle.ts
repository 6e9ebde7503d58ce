import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rolldown';
import { keepFile } from '../kept-files.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = 'node_modules/.cache/bundle';
/** A hash of everything that the bundle was made from, and below it the names of those files. */
const MADE_FROM = 'made-from.txt';
/** npm writes it anew whenever a package changes. */
const PACKAGES = 'node_modules/.package-lock.json';
const IN_PACKAGES = /[\\/]node_modules[\\/]/;
const VIRTUAL = /^\0/;
/** They load from beside themselves what was compiled for the machine. */
const NATIVE = [/^rolldown$/, /^@resvg\//];

/**
 * Joins a file, the files that it imports and their packages into a few, since Node takes half of a start for finding and opening
 * some 1,500. What is imported later by `import()` stays in files of its own.
 */
export async function writeBundle(entry: string, root = ROOT): Promise<void> {
  if (currentBundle(entry, root)) return;
  const folder = join(root, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  const sources = new Map([[PACKAGES, readFileSync(join(root, PACKAGES), 'utf8')]]);
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: join(root, entry),
    cwd: root,
    platform: 'node',
    external: NATIVE,
    logLevel: 'silent',
    plugins: [ownFiles(root, sources), withoutMapOfPackages],
  });
  try {
    const { output } = await build.write({
      dir: folder,
      // Scripts, as most packages are: in a module they would be strict, which some of them do not stand.
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name]-[hash].cjs',
      sourcemap: true,
      sourcemapExcludeSources: true,
    });
    const files = [...sources.keys()].sort();
    const hash = hashOf(root, files, (file) => sources.get(file) ?? '');
    keepFile(folder, MADE_FROM, Buffer.from([hash, ...files].join('\n')), output.length + 1);
  } finally {
    await build.close();
  }
}

/** Finds the bundle of a file; undefined where there is none of its files and packages as they are now. */
export function currentBundle(entry: string, root = ROOT): string | undefined {
  try {
    const [hash, ...files] = readFileSync(join(root, FOLDER, MADE_FROM), 'utf8').split('\n');
    if (hash !== hashOf(root, files, (file) => readFileSync(join(root, file)))) return undefined;
    return pathToFileURL(join(root, FOLDER, `${parse(entry).name}.cjs`)).href;
  } catch {
    return undefined;
  }
}

/** The folder counts as well: a bundle names the places of its sources in full. */
function hashOf(root: string, files: readonly string[], read: (file: string) => string | Buffer): string {
  const hash = createHash('sha256').update(root);
  for (const file of files) hash.update(`\n${file}\n`).update(read(file));
  return hash.digest('hex');
}

/** Collects our files as they are read, and has each find what lies beside it, as if it still lay there itself. */
function ownFiles(root: string, sources: Map<string, string>): Plugin {
  return {
    name: 'own-files',
    transform: {
      filter: { id: { exclude: [IN_PACKAGES, VIRTUAL] } },
      handler(code, id) {
        sources.set(relative(root, id), code);
        const folder = JSON.stringify(dirname(id));
        const address = JSON.stringify(pathToFileURL(id).href);
        const placed = code.replaceAll('import.meta.dirname', folder).replaceAll('import.meta.url', address);
        // The lines are the same.
        return { code: placed, map: null };
      },
    },
  };
}

/** Leaves the packages out of the maps, which would be five times as large. */
const withoutMapOfPackages: Plugin = {
  name: 'without-map-of-packages',
  transform: {
    filter: { id: IN_PACKAGES },
    handler: (code) => ({ code, map: { mappings: '' } }),
  },
};
