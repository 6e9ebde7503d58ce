import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, Response } from 'restify';
import type { SiteTexts } from '../../../content/schema/site-texts.ts';
import { CompressedFile } from '../../../http/compressed-file.ts';
import { respond } from '../../../http/respond.ts';
import { once } from '../../../lib/once.ts';
import type { Say } from './types.ts';

const SCRIPT = join(import.meta.dirname, '../public/widget.js');
/** The placeholder in the script that its texts replace. */
const TEXTS_GO_HERE = "'TEXTS'";

interface Widget {
  file: CompressedFile;
  tag: string;
}

/** The texts of the launcher, their language, and the function that fills them. */
interface WidgetTexts {
  texts: SiteTexts['widget'];
  language: string;
  say: Say;
}

/** Creates the handler that serves the launcher, a script for any page, with the texts that count now filled in. */
export function createWidget(
  current: () => WidgetTexts,
): (request: Request, response: Response) => Promise<void> {
  let made: { texts: SiteTexts['widget']; widget: () => Promise<Widget> } | undefined;
  const widgetOf = ({ texts, language, say }: WidgetTexts): Promise<Widget> => {
    if (made?.texts !== texts)
      made = { texts, widget: once(() => readWidget({ language, ...filled(texts, say) })) };
    return made.widget();
  };

  return async (request, response) => {
    const { file, tag } = await widgetOf(current());
    const headers = {
      ETag: tag,
      'Cache-Control': 'public, max-age=300',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    };
    if (request.headers['if-none-match'] === tag) respond(response, 304, headers);
    else await file.send(request, response, headers);
  };
}

function filled(texts: SiteTexts['widget'], say: Say): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, say(text, { count: '{count}' })]),
  );
}

async function readWidget(texts: Record<string, string>): Promise<Widget> {
  const script = await readFile(SCRIPT, 'utf8');
  const body = Buffer.from(script.replace(TEXTS_GO_HERE, () => JSON.stringify(texts)));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { file: new CompressedFile(body, 'text/javascript; charset=utf-8'), tag: `"${hash}"` };
}
