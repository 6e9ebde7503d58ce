import type { z } from 'zod';
import type { ZammadConfig } from '../../../config/helpdesk-config.ts';
import { DeliveryError } from '../ticket-system.ts';
import { type Call, changesSomething, connectionErrorOf, responseErrorOf } from './errors.ts';

/** A client of Zammad's REST API. */
export interface ZammadClient {
  /** @throws DeliveryError */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  /** @throws DeliveryError */
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  /** @throws DeliveryError */
  put<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
}

/** The time after which a call is given up, in milliseconds. */
export interface ZammadTimeouts {
  readMs: number;
  /** What was sent may still be made after it. */
  writeMs: number;
}

/** Returns a client that gives up on a call after a timeout, or as soon as `stopped` is aborted. */
export function zammadClient(
  { url, token }: Pick<ZammadConfig, 'url' | 'token'>,
  { readMs, writeMs }: ZammadTimeouts,
  stopped?: AbortSignal,
): ZammadClient {
  async function call<T>(call: Call, schema: z.ZodType<T>): Promise<T> {
    const { response, body } = await responseTo(call);
    if (!response.ok) throw responseErrorOf(call, response, body);
    return parsed(call, body, schema);
  }

  async function responseTo(call: Call): Promise<{ response: Response; body: string }> {
    const { method, path, body } = call;
    const timeoutMs = method === 'GET' ? readMs : writeMs;
    const limits = [AbortSignal.timeout(timeoutMs), ...(stopped ? [stopped] : [])];
    try {
      const response = await fetch(`${url}/api/v1/${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: {
          Authorization: `Token token=${token}`,
          Accept: 'application/json',
          'Content-Type': 'application/json',
        },
        // Following a redirect would turn the POST of a ticket into a GET.
        redirect: 'manual',
        signal: AbortSignal.any(limits),
      });
      return { response, body: await response.text() };
    } catch (error) {
      throw connectionErrorOf(call, error, timeoutMs);
    }
  }

  return {
    get: (path, schema) => call({ method: 'GET', path }, schema),
    post: (path, body, schema) => call({ method: 'POST', path, body }, schema),
    put: (path, body, schema) => call({ method: 'PUT', path, body }, schema),
  };
}

/** Parses an answer. @throws DeliveryError where it is incomplete or does not come from Zammad. */
function parsed<T>(call: Call, body: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    throw new DeliveryError(
      'what answers at the address in ZAMMAD_URL is not a complete answer from Zammad',
      {
        mayHaveArrived: changesSomething(call),
      },
    );
  }
}
