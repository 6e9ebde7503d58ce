import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, Response } from 'restify';
import type { SiteTexts } from '../../../content/schema/site-texts.ts';
import { Packed } from '../../../http/compressed-file.ts';
import type { Say } from './types.ts';

const SCRIPT = join(import.meta.dirname, '../public/widget.js');
/** Stands in the script where its texts belong. */
const TEXTS_GO_HERE = "'TEXTS'";

interface Widget {
  packed: Packed;
  tag: string;
}

/** Serves the launcher, a script for any page, with its texts written into it. */
export function createWidget(
  texts: SiteTexts['widget'],
  say: Say,
): (request: Request, response: Response) => Promise<void> {
  const filled = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, say(text, { count: '{count}' })]),
  );
  let widget: Promise<Widget> | undefined;

  return async (request, response) => {
    widget ??= readWidget(filled);
    const { packed, tag } = await widget;
    const headers = {
      ETag: tag,
      'Cache-Control': 'public, max-age=300',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    };
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, headers);
      response.end();
      return;
    }
    await packed.send(request, response, headers);
  };
}

async function readWidget(texts: Record<string, string>): Promise<Widget> {
  const script = await readFile(SCRIPT, 'utf8');
  const body = Buffer.from(script.replace(TEXTS_GO_HERE, () => JSON.stringify(texts)));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { packed: new Packed(body, 'text/javascript; charset=utf-8'), tag: `"${hash}"` };
}
