import type { Activity } from 'botbuilder-core';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  ClaimsIdentity,
} from 'botframework-connector';
import type { BotIdentity, RegisteredBot } from '../../config/bot-identity.ts';
import { HttpError } from '../../http/http-error.ts';
import { isLoopback } from '../../lib/loopback.ts';
import { ChannelTokens, checkTokenFor } from './channel-token.ts';
import { credentialsOf } from './credentials.ts';
import { KeptClients } from './kept-clients.ts';

/** Authenticates a message in two steps: first its headers, so that a stranger's body is never read, then the message. */
export interface Authentication {
  /** The authentication that the SDK's adapter uses for replies. */
  sdk: KeptClients;
  /** The identity and the audience of proactive messages. */
  botId: string;
  audience: string | undefined;
  /** Checks whether messages may be sent to a service address that was stored with a conversation. */
  mayReach(serviceUrl: string): boolean;
  /** Checks the Authorization header, and returns the check of the message. @throws HttpError */
  authenticate(authorization: string): Promise<Admit>;
}

/** Checks a message, and returns the credentials for its replies. @throws HttpError where its sender may not send it. */
type Admit = (activity: Activity) => Promise<AuthenticateRequestResult>;

/** Returns the authentication for a bot. @throws Error that names the setting where its certificate cannot be used. */
export function authenticationFor(bot: Exclude<BotIdentity, { kind: 'none' }>): Authentication {
  return bot.kind === 'local' ? localAuthentication() : registeredAuthentication(bot);
}

/** Accepts every sender, but sends replies only to this machine. */
function localAuthentication(): Authentication {
  const sdk = new KeptClients();
  const isHere = (serviceUrl: string) => isLoopback(new URL(serviceUrl).hostname);
  const admit: Admit = async (activity) => {
    if (!isHere(activity.serviceUrl))
      throw new HttpError(
        403,
        'NotThisMachine',
        'Without BOT_ID, replies go only to this machine: serviceUrl must be on 127.0.0.1.',
      );
    return sdk.authenticateRequest(activity, '');
  };
  return { sdk, botId: '', audience: undefined, mayReach: isHere, authenticate: async () => admit };
}

/** Accepts messages that the Bot Connector has signed, from the allowed tenants. */
function registeredAuthentication(bot: RegisteredBot): Authentication {
  const sdk = new KeptClients(credentialsOf(bot));
  const tokens = new ChannelTokens(bot.id);
  return {
    sdk,
    botId: bot.id,
    audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
    mayReach: () => true,
    async authenticate(authorization) {
      const token = await tokens.verify(authorization);
      return async (activity) => {
        checkTokenFor(token, activity);
        checkTenant(bot.tenants, activity.conversation.tenantId ?? '');
        const claims = Object.entries(token.claims).map(([type, value]) => ({ type, value: String(value) }));
        const identity = new ClaimsIdentity(claims, true);
        return {
          audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
          callerId: 'urn:botframework:azure',
          claimsIdentity: identity,
          connectorFactory: sdk.createConnectorFactory(identity),
        };
      };
    },
  };
}

function checkTenant(tenants: RegisteredBot['tenants'], tenant: string): void {
  if (tenants === 'any' || tenants.includes(tenant.toLowerCase())) return;
  throw new HttpError(
    403,
    'WrongTenant',
    'Teams and chats of this tenant are not allowed; see TEAMS_TENANTS.',
  );
}
