import { isLoopback } from '../lib/loopback.ts';
import type { Config } from './config.ts';

/** Returns what to tell the operator if there is probably a proxy in front that is not trusted, so that all its clients would share their limits. */
export function proxyWarning({ publicUrl, host, trustedProxies }: Config): string | undefined {
  const isElsewhere = publicUrl !== undefined && !isLoopback(host);
  if (!isElsewhere || trustedProxies.some((name) => name !== 'loopback')) return undefined;
  return 'PUBLIC_URL is set, but TRUSTED_PROXIES names no proxy on another machine. If there is one, all its clients count as one address and share the limits. Example: TRUSTED_PROXIES=10.1.0.0/16';
}
