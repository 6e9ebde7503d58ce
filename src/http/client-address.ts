import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { networksOf } from '../lib/proxy-names.ts';

/**
 * Returns the function that gives the address of the client that sent a request. Behind a trusted proxy it comes from the
 * proxy's X-Forwarded-For: the right-most address there that is not a trusted proxy, since a client can write anything left
 * of it. For IPv6 it gives the network of 64 bits, all of which one client may have.
 */
export function clientAddressBehind(proxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const network of proxies.flatMap(networksOf)) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');

  return ({ socket, headers }) => {
    let client = plain(socket.remoteAddress ?? '') ?? '';
    for (const hop of String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .reverse()) {
      const next = plain(hop);
      // Anything that is not an address was not written by a proxy.
      if (client === '' || !isTrusted(client) || next === undefined) break;
      client = next;
    }
    return isIP(client) === 6 ? network64(client) : client;
  };
}

/** Returns an address without a port, a zone or the form of IPv4 in IPv6; undefined for anything else. */
function plain(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(bare) === 0 ? undefined : bare;
}

/** Returns the first 64 bits of an IPv6 address, however it is written. */
function network64(address: string): string {
  const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [left = '', right] = written.split('::');
  const head = left.split(':').filter(Boolean);
  const tail = (right ?? '').split(':').filter(Boolean);
  const groups =
    right === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
