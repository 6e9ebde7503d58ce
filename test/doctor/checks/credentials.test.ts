import { createPublicKey, X509Certificate } from 'node:crypto';
import { jwtVerify } from 'jose';
import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import type { RegisteredBot } from '../../../src/config/bot-identity.ts';
import { checkCredentials } from '../../../src/doctor/checks/credentials.ts';
import { newKey, pemFile, pemOf, selfSigned } from '../../support/self-signed.ts';

const id = '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d';
const tenantId = '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13';
const SECRET = 'the-secret-of-the-bot';
const TOKEN = 'the-token-of-the-bot';
const LOGIN = 'https://login.microsoftonline.com';
const bot: RegisteredBot = {
  kind: 'registered',
  id,
  tenantId,
  credential: { kind: 'secret', secret: SECRET },
  tenants: [tenantId],
};
const given = { token_type: 'Bearer', expires_in: 3599, access_token: TOKEN };

afterEach(() => nock.cleanAll());

/** Microsoft answers the next request for a token; the test sees what was asked. */
function microsoft(status: number, body: nock.Body, tenant = tenantId): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  nock(LOGIN)
    .post(`/${tenant}/oauth2/v2.0/token`)
    .reply(status, async (request: Request) => {
      asked.push(new URLSearchParams(await request.text()));
      return body;
    });
  return asked;
}

describe('Credentials without a registered bot', () => {
  test.each<['local' | 'none', RegExp]>([
    ['local', /only programs on this machine/],
    ['none', /web chat only/],
  ])('pass without any request: %s', async (kind, says) => {
    expect(await checkCredentials({ kind })).toMatchObject({
      outcome: 'ok',
      says: expect.stringMatching(says),
    });
  });

  test('wait for the settings where the bot is unknown', async () => {
    expect(await checkCredentials(undefined)).toMatchObject({ outcome: 'skipped' });
  });

  test('of a managed identity are skipped, since only Azure can try them', async () => {
    const check = await checkCredentials({ ...bot, credential: { kind: 'managed' } });
    expect(check).toMatchObject({
      outcome: 'skipped',
      says: expect.stringContaining('can only be tried inside Azure'),
    });
  });
});

describe('A secret', () => {
  test('passes where Microsoft gives a token for it', async () => {
    const [asked, check] = [microsoft(200, given), await checkCredentials(bot)];
    expect(check).toMatchObject({ outcome: 'ok', says: expect.stringContaining(id) });
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: SECRET,
      scope: 'https://api.botframework.com/.default',
    });
    expect(JSON.stringify(check)).not.toContain(TOKEN);
  });

  test('of a multi-tenant bot is tried where such bots get their tokens', async () => {
    microsoft(200, given, 'botframework.com');
    expect(await checkCredentials({ ...bot, tenantId: undefined })).toMatchObject({ outcome: 'ok' });
  });

  test.each([
    ['is wrong', 7000215, /does not accept the secret/, /BOT_PASSWORD to the value .* not to its id/],
    ['has ended', 7000222, /has expired/, /new client secret/],
    ['is for an application Microsoft does not know', 700016, /the application 3f2b8c1e/, /BOT_ID/],
    [
      'is for a tenant Microsoft does not know',
      90002,
      /the tenant 8d1f0a52/,
      /BOT_TENANT_ID .*az account show/,
    ],
    [
      'is for an application that nobody let into its tenant',
      7000229,
      /service principal/,
      /az ad sp create/,
    ],
    ['is refused for a rarer reason', 53003, /refuses/, /login\.microsoftonline\.com\/error\?code=53003/],
  ])('fails where it %s', async (_, code, says, fix) => {
    const description = `AADSTS${code}: … Provided: '${SECRET}'`;
    microsoft(400, { error: 'invalid_client', error_description: description, error_codes: [code] });
    const check = await checkCredentials(bot);
    expect(check).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringMatching(fix),
    });
    expect(check.says).toContain(`AADSTS${code}`);
    expect(JSON.stringify(check)).not.toContain(SECRET);
  });

  test('fails where a refusal has no number', async () => {
    microsoft(400, { error: 'invalid_request' });
    expect(await checkCredentials(bot)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('invalid_request'),
      fix: expect.stringContaining('BOT_ID'),
    });
  });

  test('fails where another server answers in place of Microsoft', async () => {
    microsoft(200, '<h1>Log in to the hospital</h1>');
    expect(await checkCredentials(bot)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('not as Microsoft does'),
      fix: expect.stringContaining('proxy'),
    });
  });

  test('fails where Microsoft cannot be reached', async () => {
    nock(LOGIN)
      .post(/token/)
      .replyWithError(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await checkCredentials(bot)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('the name login.microsoftonline.com was not found'),
      fix: expect.stringContaining('login.microsoftonline.com'),
    });
  });
});

describe('A certificate', () => {
  const key = newKey();
  const certificate = selfSigned(key);
  const withFile = (path: string): RegisteredBot => ({ ...bot, credential: { kind: 'certificate', path } });

  test('passes where Microsoft gives a token for an assertion that its key signed', async () => {
    const [asked, check] = [
      microsoft(200, given),
      await checkCredentials(withFile(pemFile(certificate, pemOf(key)))),
    ];
    expect(check).toMatchObject({ outcome: 'ok', says: expect.stringMatching(/expires on \d{4}-/) });
    const assertion = asked[0]?.get('client_assertion') ?? '';
    const audience = `${LOGIN}/${tenantId}/oauth2/v2.0/token`;
    const { protectedHeader } = await jwtVerify(assertion, createPublicKey(key), {
      audience,
      issuer: id,
      subject: id,
      requiredClaims: ['exp', 'nbf', 'jti'],
    });
    const { fingerprint } = new X509Certificate(certificate);
    expect(Buffer.from(String(protectedHeader.x5t), 'base64url').toString('hex').toUpperCase()).toBe(
      fingerprint.replaceAll(':', ''),
    );
    expect(asked[0]?.has('client_secret')).toBe(false);
  });

  test('fails where Microsoft does not know it', async () => {
    microsoft(401, { error: 'invalid_client', error_codes: [700027] });
    expect(await checkCredentials(withFile(pemFile(certificate, pemOf(key))))).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('AADSTS700027'),
      fix: expect.stringContaining('Upload the certificate'),
    });
  });

  test('that cannot be used is not sent to anybody', async () => {
    const asked = microsoft(200, given);
    const ended = selfSigned(key, { fromDays: -30, untilDays: -1 });
    expect(await checkCredentials(withFile(pemFile(ended, pemOf(key))))).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('expired on'),
    });
    expect(asked).toEqual([]);
  });
});
