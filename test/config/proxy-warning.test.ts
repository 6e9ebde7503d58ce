import { expect, test } from 'vitest';
import { configFrom } from '../../src/config/config.ts';
import { proxyWarning } from '../../src/config/proxy-warning.ts';

const warningFor = (env: Record<string, string>) => proxyWarning(configFrom({ BOT_TYPE: 'none', ...env }));
const behindProxy = { PUBLIC_URL: 'https://assistant.example.org', HOST: '0.0.0.0' };

test('The operator is warned where the clients of a proxy would all count as one', () => {
  expect(warningFor(behindProxy)).toContain('TRUSTED_PROXIES names no proxy');
  expect(warningFor({ ...behindProxy, TRUSTED_PROXIES: 'private' })).toBeUndefined();
  expect(warningFor({ ...behindProxy, HOST: '127.0.0.1' })).toBeUndefined();
  expect(warningFor({ HOST: '0.0.0.0' })).toBeUndefined();
});
