import { DeliveryError } from '../ticket-system.ts';
import { refusalSchema } from './shapes.ts';

/** A call of Zammad's REST API. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: unknown;
}

/** The connection errors after which nothing can have reached Zammad. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Calls that name a ticket: a 404 of Zammad's own then means that the ticket was deleted. */
const OF_A_TICKET = /^(tickets\/\d|ticket_articles|ticket_merge)/;
/** What Zammad says of a group that it does not know. */
const GROUP = /\bgroup\b/i;

/** The refusal of a request for what is in it; `isGroup` where the group is what Zammad does not know. */
export class RefusedError extends DeliveryError {
  readonly isGroup: boolean;

  constructor(words: string) {
    const isGroup = GROUP.test(words);
    const hint = isGroup
      ? 'check that the group in ZAMMAD_GROUP exists, with exactly that name'
      : "Zammad's log says what is wrong";
    super(`Zammad refuses it: ${hint} (422)`, { isFinal: true });
    this.isGroup = isGroup;
  }
}

/** Returns what a failed response means for the ticket and the operator. Zammad's words are left out, since they may quote a person. */
export function responseErrorOf(call: Call, response: Response, body: string): DeliveryError {
  const { status } = response;
  const waitMs = waitOf(response.headers.get('retry-after'));
  if (status === 401) return new DeliveryError('Zammad does not accept the token in ZAMMAD_TOKEN (401)');
  if (status === 403)
    return new DeliveryError(
      'the user of ZAMMAD_TOKEN may not do this in Zammad: the token needs the permission ticket.agent, and its user full access to the group in ZAMMAD_GROUP (403)',
    );
  if (status === 404)
    return OF_A_TICKET.test(call.path) && errorIn(body) !== ''
      ? new DeliveryError('the ticket is no longer in Zammad (404)', { isFinal: true })
      : new DeliveryError('there is no Zammad at the address in ZAMMAD_URL (404)');
  if (status === 422) return new RefusedError(errorIn(body));
  if (status === 413) return new DeliveryError('the text is too long for Zammad (413)', { isFinal: true });
  if (status === 429) return new DeliveryError('Zammad asks to wait for a while (429)', { waitMs });
  if (status >= 300 && status < 400)
    return new DeliveryError(`the address in ZAMMAD_URL redirects to another one: set that one (${status})`);
  return new DeliveryError(`Zammad at ZAMMAD_URL does not work at the moment (${status})`, {
    waitMs,
    mayHaveArrived: changesSomething(call),
  });
}

/** Returns what is wrong with a request that got no proper response. */
export function connectionErrorOf(call: Call, error: unknown, timeoutMs: number): DeliveryError {
  const { name, cause } = error instanceof Error ? error : new Error();
  const mayHaveArrived = changesSomething(call);
  if (name === 'TimeoutError')
    return new DeliveryError(`Zammad at ZAMMAD_URL gave no answer within ${timeoutMs / 1000} seconds`, {
      mayHaveArrived,
    });
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'connection lost';
  return new DeliveryError(`Zammad at ZAMMAD_URL cannot be reached (${code})`, {
    mayHaveArrived: mayHaveArrived && !NOT_SENT.has(code),
  });
}

/** Checks whether a call changes something, so that it may do so although nobody confirms it. */
export function changesSomething({ method }: Call): boolean {
  return method !== 'GET';
}

/** Reads a Retry-After header, which holds seconds or a date, in milliseconds. */
function waitOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const waitMs = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

function errorIn(body: string): string {
  try {
    return refusalSchema.parse(JSON.parse(body)).error;
  } catch {
    return '';
  }
}
