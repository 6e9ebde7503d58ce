import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../http/http-error.ts';
import type { History } from './history.ts';
import type { Claims, Tokens, TokenUse } from './tokens.ts';

/** Decides from which sites the web chat may be called. */
export interface Origins {
  /** The site the request comes from, where a browser says so. @throws HttpError for a site that is not allowed. */
  check(request: IncomingMessage): string | undefined;
  /** What a browser needs to let a page of that site read the answer. */
  headers(origin: string | undefined): Record<string, string>;
}

/** Allows our own pages and the listed sites. */
export function createOrigins(listed: readonly string[]): Origins {
  const allowed = new Set(listed.map((site) => new URL(site).origin));
  return {
    check({ headers: { origin, host } }) {
      if (origin === undefined || allowed.has(origin)) return origin;
      if (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()) return origin;
      throw new HttpError(
        403,
        'OriginNotAllowed',
        'This site may not use the chat. Have its address added to the allowed origins of the assistant.',
      );
    },
    headers(origin): Record<string, string> {
      if (origin === undefined) return { Vary: 'Origin' };
      return {
        Vary: 'Origin',
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With',
        'Access-Control-Max-Age': '600',
      };
    },
  };
}

/** A token that comes with a request, and the allowed site that the request comes from. */
interface Credentials {
  token: string | undefined;
  origin: string | undefined;
}

/** Says who may do what; the same for the calls and for the stream. */
export interface Access {
  /** Reads what a token says. @throws HttpError where there is none or it does not count here. */
  claims(credentials: Credentials, use: TokenUse): Promise<Claims>;
  /** The same, for one conversation that must have been opened. @throws HttpError also for any other conversation. */
  claimsFor(credentials: Credentials, use: TokenUse, conversation: string): Promise<Claims>;
}

/** Access by tokens to what the history holds. */
export function createAccess(tokens: Tokens, history: History): Access {
  const access: Access = {
    async claims({ token, origin }, use) {
      if (token === undefined) {
        throw new HttpError(
          401,
          'MissingToken',
          'Send a token of POST /api/webchat/token as "Authorization: Bearer …".',
        );
      }
      const claims = await tokens.verify(token, use);
      checkTokenOrigin(claims.origin, origin);
      return claims;
    },
    async claimsFor(credentials, use, conversation) {
      const claims = await access.claims(credentials, use);
      if (!(await history.has(conversation))) {
        throw new HttpError(
          404,
          'ConversationNotFound',
          'There is no such conversation. Open one at POST /v3/directline/conversations.',
        );
      }
      if (claims.conversation !== conversation) {
        throw new HttpError(403, 'WrongConversation', 'This token belongs to another conversation.');
      }
      return claims;
    },
  };
  return access;
}

/** The token in the Authorization header. @throws HttpError for a header of another kind. */
export function bearerToken({ headers: { authorization } }: IncomingMessage): string | undefined {
  if (authorization === undefined) return undefined;
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (token === undefined) {
    throw new HttpError(
      401,
      'MalformedAuthorization',
      'Send the header as "Authorization: Bearer …" with a token.',
    );
  }
  return token;
}

/** Refuses a token that was issued to a page of one site and comes from a page of another. */
function checkTokenOrigin(bound: string | undefined, origin: string | undefined): void {
  if (bound === undefined || origin === undefined || bound === origin) return;
  throw new HttpError(
    403,
    'WrongOrigin',
    'This token belongs to another site. Ask for a new one at POST /api/webchat/token.',
  );
}
