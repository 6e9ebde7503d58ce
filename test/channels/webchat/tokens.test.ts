import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { signingKey } from '../../../src/channels/webchat/signing-key.ts';
import { createTokens } from '../../../src/channels/webchat/tokens.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';

const DAY = 24 * 3_600_000;
const RETENTION = 180 * DAY;
const SECRET = 'a secret of at least thirty-two characters';
const claims = { conversation: 'c1', user: 'dl_u1', origin: 'https://www.example.org' };
const store = openMemoryStore();
const tokens = createTokens(signingKey(store, SECRET), RETENTION);
const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

afterEach(() => void vi.useRealTimers());

describe('A token', () => {
  test('names its conversation, person and site, and is valid for half an hour', async () => {
    const { token, expires_in } = await tokens.issue(claims);
    expect(await tokens.verify(token, 'valid')).toEqual(claims);
    expect(expires_in).toBe(1800);
    later(29 * 60_000);
    expect(await tokens.verify(token, 'valid')).toEqual(claims);
    later(2 * 60_000);
    await expect(tokens.verify(token, 'valid')).rejects.toMatchObject({ status: 403, code: 'TokenExpired' });
  });

  test('can be renewed after its expiry until the retention is over', async () => {
    const { token } = await tokens.issue({ conversation: 'c1', user: 'dl_u1' });
    later(RETENTION - DAY);
    expect(await tokens.verify(token, 'renewable')).toEqual({ conversation: 'c1', user: 'dl_u1' });
    later(2 * DAY);
    await expect(tokens.verify(token, 'renewable')).rejects.toMatchObject({
      status: 403,
      code: 'TokenExpired',
    });
  });

  test('for a stream opens nothing else, cannot be renewed, and is valid for a minute', async () => {
    const token = await tokens.issueForStream(claims);
    expect(await tokens.verify(token, 'stream')).toEqual(claims);
    await expect(tokens.verify(token, 'valid')).rejects.toMatchObject({ code: 'InvalidToken' });
    await expect(tokens.verify(token, 'renewable')).rejects.toMatchObject({ code: 'InvalidToken' });
    later(61_000);
    await expect(tokens.verify(token, 'stream')).rejects.toMatchObject({ code: 'TokenExpired' });
  });

  test('that was found valid before opens no stream either, and is not valid any longer for it', async () => {
    const { token } = await tokens.issue(claims);
    for (const use of ['valid', 'renewable', 'valid'] as const)
      expect(await tokens.verify(token, use)).toEqual(claims);
    await expect(tokens.verify(token, 'stream')).rejects.toMatchObject({ code: 'InvalidToken' });
    later(30 * 60_000 + 1_000);
    await expect(tokens.verify(token, 'valid')).rejects.toMatchObject({ code: 'TokenExpired' });
    expect(await tokens.verify(token, 'renewable')).toEqual(claims);
    await expect(tokens.verify(token, 'valid')).rejects.toMatchObject({ code: 'TokenExpired' });
  });

  const signed = (payload: object, secret: string, alg = 'HS256') =>
    new SignJWT({ ...payload })
      .setProtectedHeader({ alg })
      .setAudience('conversation')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret));
  test.each([
    { forged: 'signed with another key', token: signed(claims, `${SECRET}!`) },
    { forged: 'signed with another algorithm', token: signed(claims, SECRET.repeat(2), 'HS512') },
    { forged: 'not signed', token: new UnsecuredJWT({ ...claims }).setExpirationTime('1h').encode() },
    { forged: 'that says nothing', token: signed({}, SECRET) },
    {
      forged: 'that never expires',
      token: new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('conversation')
        .sign(new TextEncoder().encode(SECRET)),
    },
    { forged: 'that is no token', token: 'abc' },
    { forged: 'that is empty', token: '' },
  ])('$forged is refused for every use', async ({ token }) => {
    for (const use of ['valid', 'renewable', 'stream'] as const) {
      await expect(tokens.verify(await token, use)).rejects.toMatchObject({
        status: 403,
        code: 'InvalidToken',
      });
    }
  });

  test('is refused with a changed payload', async () => {
    const [header, , signature] = (await tokens.issue(claims)).token.split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, aud: 'conversation', exp: 9e9 })).toString(
      'base64url',
    );
    await expect(tokens.verify(`${header}.${payload}.${signature}`, 'valid')).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('The signing key', () => {
  test('is created once in the store, also where two processes start at the same time', async () => {
    const shared = openMemoryStore();
    const [one, other] = [signingKey(shared), signingKey(shared)].map((key) => createTokens(key, RETENTION));
    const issued = await Promise.all([one?.issue(claims), other?.issue(claims)]);
    for (const { token } of issued.filter((each) => each !== undefined)) {
      expect(await createTokens(signingKey(shared), RETENTION).verify(token, 'valid')).toEqual(claims);
    }
    expect(await shared.list('webchat/')).toHaveLength(1);
  });

  test('differs from store to store', async () => {
    const { token } = await createTokens(signingKey(openMemoryStore()), RETENTION).issue(claims);
    const elsewhere = createTokens(signingKey(openMemoryStore()), RETENTION);
    await expect(elsewhere.verify(token, 'valid')).rejects.toMatchObject({ code: 'InvalidToken' });
  });

  test('is not stored where it comes from the setting', async () => {
    await tokens.issue(claims);
    expect(await store.list('')).toEqual([]);
  });

  test('is refused where it is short', () => {
    expect(() => signingKey(store, 'short')).toThrow('at least 32 characters');
  });

  test('is read again after the store could not be read', async () => {
    const moody = openMemoryStore();
    vi.spyOn(moody, 'get').mockRejectedValueOnce(new Error('busy'));
    const its = createTokens(signingKey(moody), RETENTION);
    await expect(its.issue(claims)).rejects.toThrow('busy');
    await expect(its.issue(claims)).resolves.toBeDefined();
  });
});
