import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../http/http-error.ts';
import type { History } from './history.ts';
import { checkTokenOrigin } from './origins.ts';
import type { Claims, Tokens, TokenUse } from './tokens.ts';

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
