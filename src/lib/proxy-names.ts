import { isIP } from 'node:net';

/** The networks that a name stands for, in a list of trusted proxies. */
const NAMED: Record<string, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
};

/** Checks whether a text names proxies: `loopback`, `private`, an address, or a network such as 10.1.0.0/16. */
export function isProxyName(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (Object.hasOwn(NAMED, text)) return true;
  const longest = isIP(address) === 4 ? 32 : 128;
  return isIP(address) !== 0 && rest.length === 0 && (bits === undefined || isBits(bits, longest));
}

/** Returns the addresses and networks that a checked name of proxies stands for. */
export function networksOf(name: string): readonly string[] {
  return NAMED[name] ?? [name];
}

function isBits(text: string, longest: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= longest;
}
