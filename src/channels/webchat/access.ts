import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../http/http-error.ts';
import type { History } from './history.ts';
import { checkTokenOrigin, type Origins } from './origins.ts';
import type { Claims, Tokens, TokenUse } from './tokens.ts';

/** Says who may do what; the same for the calls and for the stream. */
export interface Access {
  /** What a token that comes with a request says. @throws Refusal where there is none or it does not count here. */
  claims(request: IncomingMessage, token: string | undefined, use: TokenUse): Promise<Claims>;
  /** The same, for one conversation that must have been opened. @throws Refusal also for any other conversation. */
  enter(
    request: IncomingMessage,
    token: string | undefined,
    use: TokenUse,
    conversation: string,
  ): Promise<Claims>;
}

/** Access by tokens, from allowed sites, to what the history holds. */
export function createAccess(tokens: Tokens, origins: Origins, history: History): Access {
  const access: Access = {
    async claims(request, token, use) {
      const origin = origins.check(request);
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
    async enter(request, token, use, conversation) {
      const claims = await access.claims(request, token, use);
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

/** The token in the Authorization header. @throws Refusal for a header of another kind. */
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
