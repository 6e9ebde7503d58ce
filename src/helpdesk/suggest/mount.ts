import type { IncomingMessage } from 'node:http';
import type { Request, Response, Server } from 'restify';
import { type Content, nearestLanguage } from '../../content/content.ts';
import { fileHeaders } from '../../http/headers.ts';
import { HttpError, toHttpError } from '../../http/http-error.ts';
import type { KeyCheck } from '../../http/key-check.ts';
import { readJson } from '../../http/read-json.ts';
import type { Log } from '../../lib/log.ts';
import type { Suggest } from '../suggestion.ts';
import { suggestRequestSchema } from './messages.ts';
import { OPENAPI_PATH, openApi, SUGGEST_PATH } from './openapi.ts';

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** What the suggest API needs from the rest. */
export interface SuggestApiOptions {
  content: Content;
  suggest: Suggest;
  keys: KeyCheck;
  log: Log;
  /** The address of the assistant, without a slash at its end. */
  base: string;
}

/** Adds the call that suggests answers for a mail, for programs with an API key, and its description, to the server. */
export function mountSuggest(server: Server, { content, suggest, keys, log, base }: SuggestApiOptions): void {
  let description: object | undefined;

  server.post(SUGGEST_PATH, async (request, response) => {
    try {
      const key = await keys.check(request.headers.authorization);
      const { text, language: asked } = await readMail(request);
      const language = nearestLanguage(content, asked);
      const suggestions = suggest(text, language);
      log.info({ key: key.id, suggestions: suggestions.length }, 'answers were suggested');
      answer(response, 200, { suggestions, language });
    } catch (error) {
      refuse(response, toHttpError(error, log, 'suggesting answers failed'));
    }
  });
  server.get(OPENAPI_PATH, async (_request, response) => {
    description ??= openApi(base);
    answer(response, 200, description);
  });

  const others = async (_request: Request, response: Response): Promise<void> =>
    refuse(response, new HttpError(405, 'MethodNotAllowed', `Send a POST to ${SUGGEST_PATH}.`), {
      Allow: 'POST',
    });
  for (const method of ['get', 'head', 'put', 'patch', 'del', 'opts'] as const)
    server[method](SUGGEST_PATH, others);
}

async function readMail(request: IncomingMessage): Promise<{ text: string; language?: string | undefined }> {
  if (!JSON_TYPE.test(request.headers['content-type'] ?? ''))
    throw new HttpError(415, 'ContentTypeNotSupported', 'Send the body as Content-Type: application/json.');
  const result = suggestRequestSchema.safeParse(await readJson(request));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new HttpError(400, 'BadArgument', `Correct and send again: ${problems.join('; ')}.`);
}

function refuse(response: Response, { status, body }: HttpError, headers: Record<string, string> = {}): void {
  answer(response, status, body, {
    ...headers,
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(status === 413 && { Connection: 'close' }),
  });
}

function answer(
  response: Response,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...fileHeaders(),
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(JSON.stringify(body));
}
