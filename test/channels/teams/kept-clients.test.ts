import { ConfigurationServiceClientCredentialFactory } from 'botbuilder-core';
import { ClaimsIdentity } from 'botframework-connector';
import { expect, test, vi } from 'vitest';
import { KeptClients } from '../../../src/channels/teams/kept-clients.ts';
import { BOT_ID, SERVICE_URL } from './support.ts';

const AUDIENCE = 'https://api.botframework.com';

/** A bot's clients, and the calls that made their credentials. */
function clients() {
  const credentials = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: BOT_ID,
    MicrosoftAppPassword: 'the-secret-of-the-bot',
  });
  const made = vi.spyOn(credentials, 'createCredentials');
  return { kept: new KeptClients(credentials), made };
}

test('The clients that send to Teams are made once for an address, whoever writes', async () => {
  const { kept, made } = clients();
  const [first, second] = [0, 1].map(() => kept.createConnectorFactory(identityOf(BOT_ID)));
  const client = await first?.create(SERVICE_URL, AUDIENCE);
  expect(await second?.create(SERVICE_URL, AUDIENCE)).toBe(client);
  expect(made).toHaveBeenCalledTimes(1);
  const elsewhere = await second?.create('https://smba.trafficmanager.net/amer/', AUDIENCE);
  expect(elsewhere).not.toBe(client);
});

test('A client that could not be made is tried again', async () => {
  const { kept, made } = clients();
  made.mockRejectedValueOnce(new Error('no credentials yet'));
  const factory = kept.createConnectorFactory(identityOf(BOT_ID));
  await expect(factory.create(SERVICE_URL, AUDIENCE)).rejects.toThrow('no credentials yet');
  expect(await factory.create(SERVICE_URL, AUDIENCE)).toBeDefined();
});

function identityOf(botId: string) {
  return new ClaimsIdentity([{ type: 'aud', value: botId }], true);
}
