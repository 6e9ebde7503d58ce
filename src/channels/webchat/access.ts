import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../http/http-error.ts';
import type { History } from './history.ts';
import { checkTokenOrigin } from './origins.ts';
import type { Claims, Tokens, TokenUse } from './tokens.ts';

/** The token of a request, and the allowed site that the request comes from. */
interface Credentials {
  token: string | undefined;
  origin: string | undefined;
}

/** Checks the access of HTTP calls and streams to a conversation. */
export interface Access {
  /** Returns the claims of a token. @throws HttpError where it is missing or not valid here. */
  claims(credentials: Credentials, use: TokenUse): Promise<Claims>;
  /** Returns the claims of a token for an opened conversation. @throws HttpError also where it is for another conversation. */
  claimsFor(credentials: Credentials, use: TokenUse, conversation: string): Promise<Claims>;
}

/** Creates the access checks from the tokens and the opened conversations. */
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
