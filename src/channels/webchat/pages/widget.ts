import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, Response } from 'restify';
import { type Content, DEFAULT_LANGUAGE } from '../../../content/content.ts';
import { sayFor } from '../../../content/format-message.ts';
import { CompressedFile } from '../../../http/compressed-file.ts';
import { respond } from '../../../http/respond.ts';
import { once } from '../../../lib/once.ts';
import type { PagesOptions } from './types.ts';

const SCRIPT = join(import.meta.dirname, '../public/widget.js');
/** The placeholder in the script that its texts replace. */
const TEXTS_GO_HERE = "'TEXTS'";

interface Widget {
  file: CompressedFile;
  tag: string;
}

/** The texts that count now, in each language; all of them change with the content pack. */
interface WidgetTexts {
  content: Content;
  texts: readonly PagesOptions[];
}

/**
 * Creates the handler that serves the launcher, a script for any page, with the texts that count now filled in: in every language, since
 * only the page around it knows in which one it is.
 */
export function createWidget(
  current: () => WidgetTexts,
): (request: Request, response: Response) => Promise<void> {
  let made: { content: Content; widget: () => Promise<Widget> } | undefined;
  const widgetOf = ({ content, texts }: WidgetTexts): Promise<Widget> => {
    if (made?.content !== content) made = { content, widget: once(() => readWidget(filled(texts))) };
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

/** Fills the texts of each language, the default one first. */
function filled(options: readonly PagesOptions[]): Record<string, Record<string, string>> {
  const inOrder = options.toSorted(
    (one, other) => Number(other.language === DEFAULT_LANGUAGE) - Number(one.language === DEFAULT_LANGUAGE),
  );
  return Object.fromEntries(
    inOrder.map(({ site, network, language }) => {
      const say = sayFor(network, language);
      const texts = Object.entries(site.widget).map(([key, text]) => [key, say(text, { count: '{count}' })]);
      return [language, Object.fromEntries(texts)];
    }),
  );
}

async function readWidget(texts: object): Promise<Widget> {
  const script = await readFile(SCRIPT, 'utf8');
  const body = Buffer.from(script.replace(TEXTS_GO_HERE, () => JSON.stringify(texts)));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { file: new CompressedFile(body, 'text/javascript; charset=utf-8'), tag: `"${hash}"` };
}
