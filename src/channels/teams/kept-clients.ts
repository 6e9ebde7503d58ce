import { ConfigurationBotFrameworkAuthentication } from 'botbuilder-core';
import {
  type AuthenticateRequestResult,
  type ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { once } from '../../lib/once.ts';

/** Microsoft has a few addresses for a tenant's region; a stranger on this machine could name any number. */
const MOST_ADDRESSES = 100;

/**
 * The SDK's authentication for one bot, whose clients are kept. By itself the SDK makes two for every turn, each with a pipeline
 * of policies that it sorts, which takes as long as sending a message. Tokens, retries and errors are the same: the clients hold no turn.
 */
export class KeptClients extends ConfigurationBotFrameworkAuthentication {
  #connectors: ConnectorFactory | undefined;
  #tokens: (() => Promise<UserTokenClient>) | undefined;

  override async authenticateRequest(
    ...[activity, authorization]: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ): Promise<AuthenticateRequestResult> {
    const result = await super.authenticateRequest(activity, authorization);
    return { ...result, connectorFactory: this.createConnectorFactory(result.claimsIdentity) };
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    this.#connectors ??= new KeptConnectors(super.createConnectorFactory(identity));
    return this.#connectors;
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#tokens ??= once(() => super.createUserTokenClient(identity));
    return this.#tokens();
  }
}

/** Makes one client for each address and audience. */
class KeptConnectors extends ConnectorFactory {
  readonly #factory: ConnectorFactory;
  readonly #clients = new Map<string, () => Promise<ConnectorClient>>();

  constructor(factory: ConnectorFactory) {
    super();
    this.#factory = factory;
  }

  create(serviceUrl: string, audience: string): Promise<ConnectorClient> {
    const key = `${audience} ${serviceUrl}`;
    const client = this.#clients.get(key) ?? once(() => this.#factory.create(serviceUrl, audience));
    if (this.#clients.size >= MOST_ADDRESSES) this.#clients.clear();
    this.#clients.set(key, client);
    return client();
  }
}
