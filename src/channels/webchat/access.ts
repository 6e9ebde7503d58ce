import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../http/http-error.ts';
import { conversationEnded, type History } from './history.ts';
import type { Claims, Tokens, TokenUse } from './tokens.ts';

/** Checks the sites that may call the web chat. */
export interface Origins {
  /** Returns the site of a request, where a browser names it. @throws HttpError for a site that is not allowed. */
  check(request: IncomingMessage): string | undefined;
  /** Returns the headers by which a browser lets a page of an allowed site read the answer to its request. */
  headers(request: IncomingMessage): Record<string, string>;
}

/**
 * Creates the check that allows the assistant's own pages and the listed sites. Without `publicUrl` its own pages are those
 * of the host that the request names.
 */
export function createOrigins(listed: readonly string[], publicUrl: string | undefined): Origins {
  const allowed = new Set([...listed, ...(publicUrl === undefined ? [] : [publicUrl])].map(originOf));
  const isAllowed = (origin: string, host: string | undefined): boolean =>
    allowed.has(origin) ||
    (publicUrl === undefined && URL.canParse(origin) && new URL(origin).host === host?.toLowerCase());
  return {
    check({ headers: { origin, host } }) {
      if (origin === undefined || isAllowed(origin, host)) return origin;
      throw new HttpError(
        403,
        'OriginNotAllowed',
        "This site may not use the chat. Ask the person who runs the assistant to add the site's address to its allowed origins.",
      );
    },
    headers({ headers: { origin, host } }): Record<string, string> {
      if (origin === undefined || !isAllowed(origin, host)) return { Vary: 'Origin' };
      return {
        Vary: 'Origin',
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With',
        // A browser hides other headers from the script that has to wait for this long.
        'Access-Control-Expose-Headers': 'Retry-After',
        'Access-Control-Max-Age': '600',
      };
    },
  };
}

/** The token of a request, and the allowed site that the request comes from. */
interface Credentials {
  token: string | undefined;
  origin: string | undefined;
}

/** Checks the access of HTTP calls and streams to a conversation. */
export interface Access {
  /** Returns the claims of a token, even of one for an ended conversation. @throws HttpError where it is missing or not valid here. */
  verify(credentials: Credentials, use: TokenUse): Promise<Claims>;
  /** Returns the claims of a token. @throws HttpError also where its conversation was ended. */
  claims(credentials: Credentials, use: TokenUse): Promise<Claims>;
  /** Returns the claims of a token for an opened conversation. @throws HttpError also where it is for another conversation. */
  claimsFor(credentials: Credentials, use: TokenUse, conversation: string): Promise<Claims>;
}

/** Creates the access checks from the tokens and the opened conversations. */
export function createAccess(tokens: Tokens, history: History): Access {
  const access: Access = {
    async verify({ token, origin }, use) {
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
    async claims(credentials, use) {
      const claims = await access.verify(credentials, use);
      if ((await history.statusOf(claims.conversation)) === 'ended') throw conversationEnded();
      return claims;
    },
    async claimsFor(credentials, use, conversation) {
      const claims = await access.verify(credentials, use);
      // Before anything is looked up: nobody learns from the answer, or from its time, which conversations there are.
      if (claims.conversation !== conversation) {
        throw new HttpError(403, 'WrongConversation', 'This token belongs to another conversation.');
      }
      const status = await history.statusOf(conversation);
      if (status === 'ended') throw conversationEnded();
      if (status === 'unopened') {
        throw new HttpError(
          404,
          'ConversationNotFound',
          'There is no such conversation. Open one at POST /v3/directline/conversations.',
        );
      }
      return claims;
    },
  };
  return access;
}

function originOf(site: string): string {
  return new URL(site).origin;
}

/** Reads the token from the Authorization header. @throws HttpError for a header of another scheme. */
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
