import type { z } from 'zod';
import type { ZammadConfig } from '../../../config/helpdesk-config.ts';
import { DeliveryError } from '../ticket-system.ts';
import { connectionErrorOf, responseErrorOf } from './errors.ts';

/** A client of Zammad's REST API. */
export interface ZammadClient {
  /** @throws DeliveryError */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  /** @throws DeliveryError */
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
}

/** Returns a client that gives up on a call after a timeout, or as soon as `stopped` is aborted. */
export function zammadClient(
  { url, token }: Pick<ZammadConfig, 'url' | 'token'>,
  timeoutMs: number,
  stopped?: AbortSignal,
): ZammadClient {
  const limits = () => [AbortSignal.timeout(timeoutMs), ...(stopped ? [stopped] : [])];

  async function call<T>(path: string, init: RequestInit, schema: z.ZodType<T>): Promise<T> {
    const { response, body } = await responseTo(path, init);
    if (!response.ok) throw responseErrorOf(path, response, body);
    return parsed(body, schema);
  }

  async function responseTo(path: string, init: RequestInit): Promise<{ response: Response; body: string }> {
    try {
      const response = await fetch(`${url}/api/v1/${path}`, {
        ...init,
        headers: {
          Authorization: `Token token=${token}`,
          Accept: 'application/json',
          'Content-Type': 'application/json',
        },
        // Following a redirect would turn the POST of a ticket into a GET.
        redirect: 'manual',
        signal: AbortSignal.any(limits()),
      });
      return { response, body: await response.text() };
    } catch (error) {
      throw connectionErrorOf(error, timeoutMs);
    }
  }

  return {
    get: (path, schema) => call(path, { method: 'GET' }, schema),
    post: (path, body, schema) => call(path, { method: 'POST', body: JSON.stringify(body) }, schema),
  };
}

/** Parses an answer. @throws DeliveryError where it is incomplete or does not come from Zammad. */
function parsed<T>(body: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    throw new DeliveryError('what answers at the address in ZAMMAD_URL is not a complete answer from Zammad');
  }
}
