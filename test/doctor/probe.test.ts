import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { probe } from '../../src/doctor/probe.ts';
import { newKey, pemOf, selfSigned } from '../support/self-signed.ts';

describe('The probe tells why a server on this machine cannot be reached:', () => {
  test('nothing listens there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    expect(await probe(`https://127.0.0.1:${port}/`)).toMatchObject({ kind: 'failure', reason: 'refused' });
  });

  test('its certificate is self-signed', async () => {
    const key = newKey();
    const server = createHttpsServer({ key: pemOf(key), cert: selfSigned(key) }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await probe(`https://127.0.0.1:${port}/`)).toMatchObject({ reason: 'certificate' });
  });

  test('it accepts the connection and sends nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await probe(`https://127.0.0.1:${port}/`, {}, 100)).toMatchObject({ reason: 'time' });
  });
});
