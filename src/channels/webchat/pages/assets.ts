import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import { Packed } from './packed.ts';

const OWN = join(import.meta.dirname, '../public');
const WEB_CHAT = join(dirname(createRequire(import.meta.url).resolve('botframework-webchat')), '..');
const WEB_CHAT_SCRIPT = 'webchat.js';
const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const params = z.object({ version: z.string(), name: z.string() });

/** The scripts and styles of our pages, Microsoft's Web Chat among them. */
export interface Assets {
  /** Where they are. It changes with their content, so that browsers may keep them for ever. */
  address(): Promise<string>;
  serve(request: Request, response: Response): Promise<void>;
}

/** Assets that are read when they are first asked for, then kept in memory. */
export function createAssets(): Assets {
  const files = new Map<string, Promise<Packed>>();
  let version: Promise<string> | undefined;
  const currentVersion = (): Promise<string> => {
    version ??= readVersion();
    return version;
  };
  const file = async (name: string): Promise<Packed> => {
    const known = files.get(name) ?? readPacked(name);
    files.set(name, known);
    return known;
  };

  return {
    address: async () => `/assets/${await currentVersion()}`,
    async serve(request, response) {
      const { version: asked, name } = params.parse(request.params);
      if (!(await names()).includes(name)) {
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

async function names(): Promise<string[]> {
  return [WEB_CHAT_SCRIPT, ...(await readdir(OWN)).filter((name) => /\.(js|css|svg)$/.test(name))];
}

async function readPacked(name: string): Promise<Packed> {
  const path = name === WEB_CHAT_SCRIPT ? join(WEB_CHAT, 'dist', name) : join(OWN, name);
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return new Packed(await readFile(path), TYPES[extension] ?? 'application/octet-stream');
}

/** One for all, since the scripts import each other by relative addresses. */
async function readVersion(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(join(WEB_CHAT, 'package.json')));
  for (const name of (await names()).filter((own) => own !== WEB_CHAT_SCRIPT).sort()) {
    hash.update(name).update(await readFile(join(OWN, name)));
  }
  return hash.digest('hex').slice(0, 12);
}
