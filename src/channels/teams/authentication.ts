import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder-core';
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

/** Says whether a message may come in, in two steps, so that nothing a stranger sends is read. */
export interface Authentication {
  /** What the SDK's adapter signs replies with. */
  sdk: ConfigurationBotFrameworkAuthentication;
  /** Who speaks, and to whom, where the assistant writes first. */
  botId: string;
  audience: string | undefined;
  /** Looks at the headers alone, and gives what looks at the message. @throws HttpError */
  authenticate(authorization: string): Promise<Admit>;
}

/** Lets a message in, with the credentials for its replies. @throws HttpError where its sender may not say that. */
type Admit = (activity: Activity) => Promise<AuthenticateRequestResult>;

/** The authentication that fits who the bot is. @throws Error that names the setting where its certificate cannot be used. */
export function authenticationFor(bot: Exclude<BotIdentity, { kind: 'none' }>): Authentication {
  return bot.kind === 'local' ? localAuthentication() : registeredAuthentication(bot);
}

/** Lets anybody in, but sends nothing to anywhere else than this machine. */
function localAuthentication(): Authentication {
  const sdk = new ConfigurationBotFrameworkAuthentication({});
  const admit: Admit = async (activity) => {
    if (!isLoopback(new URL(activity.serviceUrl).hostname))
      throw new HttpError(
        403,
        'NotThisMachine',
        'Without BOT_ID replies go to this machine alone: serviceUrl must be on 127.0.0.1.',
      );
    return sdk.authenticateRequest(activity, '');
  };
  return { sdk, botId: '', audience: undefined, authenticate: async () => admit };
}

/** Lets in what the Bot Connector has signed, from the tenants that are let in. */
function registeredAuthentication(bot: RegisteredBot): Authentication {
  const sdk = new ConfigurationBotFrameworkAuthentication({}, credentialsOf(bot));
  const tokens = new ChannelTokens(bot.id);
  return {
    sdk,
    botId: bot.id,
    audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
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
    'Teams and chats of this tenant are not let in; see TEAMS_TENANTS.',
  );
}
