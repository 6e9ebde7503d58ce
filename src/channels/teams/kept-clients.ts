import { ConfigurationBotFrameworkAuthentication } from 'botbuilder-core';
import {
  type AuthenticateRequestResult,
  type ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type ServiceClientCredentialsFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { once } from '../../lib/once.ts';
import { DirectSending } from './direct-sending.ts';

/** Microsoft has a few addresses for a tenant's region; a stranger on this machine could name any number. */
const MOST_ADDRESSES = 100;

/**
 * The SDK's authentication for one bot, whose clients are kept. By itself the SDK makes two for every turn, each with a pipeline
 * of policies that it sorts, which takes as long as sending a message. Tokens, retries and errors are the same: the clients hold no turn.
 */
export class KeptClients extends ConfigurationBotFrameworkAuthentication {
  readonly #direct: DirectSending;
  #connectors: ConnectorFactory | undefined;
  #tokens: (() => Promise<UserTokenClient>) | undefined;

  constructor(credentials?: ServiceClientCredentialsFactory) {
    const direct = new DirectSending();
    super({}, credentials, undefined, undefined, { httpClient: direct.httpClient });
    this.#direct = direct;
  }

  override async authenticateRequest(
    ...[activity, authorization]: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ): Promise<AuthenticateRequestResult> {
    const result = await super.authenticateRequest(activity, authorization);
    return { ...result, connectorFactory: this.createConnectorFactory(result.claimsIdentity) };
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    this.#connectors ??= new KeptConnectors(super.createConnectorFactory(identity), this.#direct);
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
  readonly #direct: DirectSending;
  readonly #clients = new Map<string, () => Promise<ConnectorClient>>();

  constructor(factory: ConnectorFactory, direct: DirectSending) {
    super();
    this.#factory = factory;
    this.#direct = direct;
  }

  create(serviceUrl: string, audience: string): Promise<ConnectorClient> {
    const key = `${audience} ${serviceUrl}`;
    const client = this.#clients.get(key) ?? once(() => this.#make(serviceUrl, audience));
    if (this.#clients.size >= MOST_ADDRESSES) this.#clients.clear();
    this.#clients.set(key, client);
    return client();
  }

  async #make(serviceUrl: string, audience: string): Promise<ConnectorClient> {
    const client = await this.#factory.create(serviceUrl, audience);
    this.#direct.use(client, serviceUrl);
    return client;
  }
}
