import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { extname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import { once } from '../lib/once.ts';
import { CompressedFile } from './compressed-file.ts';
import { respond } from './respond.ts';

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const TYPES: Record<string, string> = {
  js: JAVASCRIPT,
  mjs: JAVASCRIPT,
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const params = z.object({ version: z.string(), '*': z.string() });

/** The files that pages may load. */
export interface AssetsOptions {
  /** The beginning of their address; their version follows. */
  path: string;
  /** Our own scripts, styles and pictures, in it and in its sub-folders. */
  folder: string;
  /** The scripts in the folder that are sent in one file with what they import. */
  bundles?: readonly string[];
  /** Paths of files in packages, by the name under which pages load them. */
  packages: Readonly<Record<string, string>>;
}

/** The scripts, styles and pictures of pages. */
export interface Assets {
  /** Returns the address below which they are. It changes with their content, so that browsers may keep them for ever. */
  address(): Promise<string>;
  serve(request: Request, response: Response): Promise<void>;
}

/** Serves assets, which are read when they are first asked for and then kept in memory. */
export function createAssets({ path, folder, bundles = [], packages }: AssetsOptions): Assets {
  const currentVersion = once(() => readVersion(folder, packages));
  const bundled = once(async () => {
    // Loading it takes a while.
    const { bundle } = await import('./bundle.ts');
    return bundle(folder, bundles);
  });
  const files = new Map<string, () => Promise<CompressedFile>>();
  const fileOf = (name: string): Promise<CompressedFile> => {
    const file = files.get(name) ?? once(() => read(name));
    files.set(name, file);
    return file();
  };

  const read = async (name: string): Promise<CompressedFile> => {
    const code = bundles.length > 0 && name.endsWith('.js') ? (await bundled()).get(name) : undefined;
    if (code !== undefined) return new CompressedFile(Buffer.from(code), JAVASCRIPT);
    return readAsset(packages[name] ?? join(folder, name));
  };

  return {
    address: async () => `${path}/${await currentVersion()}`,
    async serve(request, response) {
      const { version: asked, '*': name } = params.parse(request.params);
      if (!Object.hasOwn(packages, name) && !(await ownNames(folder)).includes(name)) {
        respond(response, 404, { 'Content-Type': 'text/plain; charset=utf-8' }, 'There is no such file.');
        return;
      }
      const isCurrent = asked === (await currentVersion());
      await (await fileOf(name)).send(request, response, {
        'Cache-Control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    },
  };
}

async function ownNames(folder: string): Promise<string[]> {
  const paths = await readdir(folder, { recursive: true });
  return paths.filter((path) => /\.(js|css|svg)$/.test(path)).map((path) => path.replaceAll(sep, '/'));
}

async function readAsset(path: string): Promise<CompressedFile> {
  return new CompressedFile(
    await readFile(path),
    TYPES[extname(path).slice(1)] ?? 'application/octet-stream',
  );
}

/** Returns one version for all files, since scripts import each other by relative addresses; a package counts with its version. */
async function readVersion(folder: string, packages: AssetsOptions['packages']): Promise<string> {
  const hash = createHash('sha256');
  for (const path of Object.values(packages)) hash.update(await readFile(manifestOf(path)));
  for (const name of (await ownNames(folder)).sort()) {
    hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Returns the path of the package.json of the package that a file belongs to. */
function manifestOf(path: string): string {
  const manifest = findPackageJSON(pathToFileURL(path));
  if (manifest === undefined) throw new Error(`${path} belongs to no package`);
  return manifest;
}
