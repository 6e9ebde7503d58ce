import type { IncomingMessage } from 'node:http';
import type { Request, Response, Server } from 'restify';
import type { z } from 'zod';
import { fileHeaders, NO_STORE } from '../../http/headers.ts';
import { HttpError, toHttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-request.ts';
import { answering, sendError, sendJson } from '../../http/respond.ts';
import type { Log } from '../../lib/log.ts';
import type { Limits } from '../../limits/limits.ts';
import type { ApiKeys } from '../api-keys.ts';
import type { Suggest } from '../suggestion.ts';
import { OPENAPI_PATH, openApi, SUGGEST_PATH } from './openapi.ts';
import { suggestRequestSchema } from './schemas.ts';

const HEADERS = { ...fileHeaders(), ...NO_STORE };
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** The parts that the suggest API needs. */
export interface SuggestApiOptions {
  suggest: Suggest;
  keys: Pick<ApiKeys, 'check'>;
  limits: Limits;
  log: Log;
  /** The address of the assistant, without a trailing slash. */
  base: string;
}

/** Adds the API call that suggests answers for a mail, for programs with an API key, and its OpenAPI description. */
export function mountSuggest(server: Server, { suggest, keys, limits, log, base }: SuggestApiOptions): void {
  let description: object | undefined;

  server.post(SUGGEST_PATH, async (request, response) =>
    answering(
      response,
      async () => {
        await limits.checkAddress('suggestionsOfAddress', request);
        const key = await keys.check(request.headers.authorization);
        await limits.check('suggestions', key.id);
        const { language, ...mail } = await readRequest(request);
        const suggested = suggest(mail, language);
        const { suggestions, reason } = suggested;
        log.info(
          { key: key.id, suggestions: suggestions.length, ...(reason && { reason }) },
          'answers were suggested',
        );
        sendJson(response, 200, suggested, HEADERS);
      },
      (error) => refuse(response, toHttpError(error, log, 'suggesting answers failed')),
    ),
  );
  server.get(OPENAPI_PATH, async (_request, response) => {
    description ??= openApi(base);
    sendJson(response, 200, description, HEADERS);
  });

  const others = async (_request: Request, response: Response): Promise<void> =>
    refuse(response, new HttpError(405, 'MethodNotAllowed', `Send a POST to ${SUGGEST_PATH}.`), {
      Allow: 'POST',
    });
  for (const method of ['get', 'head', 'put', 'patch', 'del', 'opts'] as const)
    server[method](SUGGEST_PATH, others);
}

async function readRequest(request: IncomingMessage): Promise<z.output<typeof suggestRequestSchema>> {
  if (!JSON_TYPE.test(request.headers['content-type'] ?? ''))
    throw new HttpError(415, 'ContentTypeNotSupported', 'Send the body as Content-Type: application/json.');
  const result = suggestRequestSchema.safeParse(await readJson(request));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new HttpError(400, 'BadArgument', `Correct and send again: ${problems.join('; ')}.`);
}

function refuse(response: Response, refusal: HttpError, headers: Record<string, string> = {}): void {
  const challenge = refusal.status === 401 && { 'WWW-Authenticate': 'Bearer' };
  sendError(response, refusal, { ...HEADERS, ...headers, ...challenge });
}
