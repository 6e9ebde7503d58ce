import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder-core';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  ClaimsIdentity,
} from 'botframework-connector';
import { type BotIdentity, isLoopback, type RegisteredBot } from '../../bot-identity.ts';
import { Refusal } from '../refusal.ts';
import { ChannelTokens } from './channel-token.ts';
import { credentialsOf } from './credentials.ts';

/** Says whether a message may come in, and with which credentials its replies go out. */
export type Authentication = ConfigurationBotFrameworkAuthentication;

/** The authentication that fits who the bot is. @throws Error that names the setting where its certificate cannot be used. */
export function authenticationFor(bot: Exclude<BotIdentity, { kind: 'none' }>): Authentication {
  return bot.kind === 'local' ? new LocalAuthentication() : new RegisteredAuthentication(bot);
}

/** Lets anybody in, but sends nothing to anywhere else than this machine. */
class LocalAuthentication extends ConfigurationBotFrameworkAuthentication {
  constructor() {
    super({});
  }

  override async authenticateRequest(activity: Activity): Promise<AuthenticateRequestResult> {
    if (!isLoopback(new URL(activity.serviceUrl).hostname))
      throw new Refusal(
        403,
        'NotThisMachine',
        'Without BOT_ID replies go to this machine alone: serviceUrl must be on 127.0.0.1.',
      );
    return super.authenticateRequest(activity, '');
  }
}

/** Lets in what the Bot Connector has signed, from people of the tenants that are let in. */
class RegisteredAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #tokens: ChannelTokens;
  readonly #tenants: RegisteredBot['tenants'];

  constructor(bot: RegisteredBot) {
    super({}, credentialsOf(bot));
    this.#tokens = new ChannelTokens(bot.id);
    this.#tenants = bot.tenants;
  }

  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<AuthenticateRequestResult> {
    const claims = await this.#tokens.verify(authorization, activity);
    const { tenantId = '' } = activity.conversation;
    if (this.#tenants !== 'any' && !this.#tenants.includes(tenantId.toLowerCase()))
      throw new Refusal(403, 'WrongTenant', 'People of this tenant are not let in; see TEAMS_TENANTS.');
    const identity = new ClaimsIdentity(
      Object.entries(claims).map(([type, value]) => ({ type, value: String(value) })),
      true,
    );
    return {
      audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
      callerId: 'urn:botframework:azure',
      claimsIdentity: identity,
      connectorFactory: this.createConnectorFactory(identity),
    };
  }
}
