import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import { Packed } from './compressed-file.ts';

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const params = z.object({ version: z.string(), name: z.string() });

/** Which files pages may load. */
export interface AssetsOptions {
  /** Their address, without the version. */
  path: string;
  /** Our own scripts, styles and pictures. */
  folder: string;
  /** Files of packages, by the name under which pages load them. */
  packages: Readonly<Record<string, string>>;
}

/** The scripts and styles of pages. */
export interface Assets {
  /** Where they are. It changes with their content, so that browsers may keep them for ever. */
  address(): Promise<string>;
  serve(request: Request, response: Response): Promise<void>;
}

/** Assets that are read when they are first asked for, then kept in memory. */
export function createAssets({ path, folder, packages }: AssetsOptions): Assets {
  const files = new Map<string, Promise<Packed>>();
  let version: Promise<string> | undefined;
  const currentVersion = (): Promise<string> => {
    version ??= readVersion(folder, packages);
    return version;
  };
  const file = async (name: string): Promise<Packed> => {
    const known = files.get(name) ?? readPacked(packages[name] ?? join(folder, name));
    files.set(name, known);
    return known;
  };

  return {
    address: async () => `${path}/${await currentVersion()}`,
    async serve(request, response) {
      const { version: asked, name } = params.parse(request.params);
      if (!Object.hasOwn(packages, name) && !(await ownNames(folder)).includes(name)) {
        response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
        response.end('There is no such file.');
        return;
      }
      const isCurrent = asked === (await currentVersion());
      await (await file(name)).send(request, response, {
        'Cache-Control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    },
  };
}

async function ownNames(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
}

async function readPacked(path: string): Promise<Packed> {
  return new Packed(await readFile(path), TYPES[extname(path).slice(1)] ?? 'application/octet-stream');
}

/** One for all, since the scripts import each other by relative addresses; a package changes with its version. */
async function readVersion(folder: string, packages: AssetsOptions['packages']): Promise<string> {
  const hash = createHash('sha256');
  for (const path of Object.values(packages)) hash.update(await readFile(manifestOf(path)));
  for (const name of (await ownNames(folder)).sort()) {
    hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** The package.json of the package that a file belongs to. */
function manifestOf(path: string): string {
  const manifest = findPackageJSON(pathToFileURL(path));
  if (manifest === undefined) throw new Error(`${path} belongs to no package`);
  return manifest;
}
