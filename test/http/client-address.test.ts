import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clientAddressBehind } from '../../src/http/client-address.ts';

/** The address that is told of a request from `remoteAddress` with this X-Forwarded-For. */
function told(proxies: string[], remoteAddress: string, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddressBehind(proxies)({ socket: { remoteAddress }, headers } as unknown as IncomingMessage);
}

describe('The address of a client', () => {
  test('is that of its connection, whatever it writes into a header', () => {
    expect(told([], '203.0.113.7')).toBe('203.0.113.7');
    expect(told(['loopback'], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(told(['loopback'], '127.0.0.1')).toBe('127.0.0.1');
  });

  test('is the right-most in the header of a trusted proxy that is no trusted proxy itself', () => {
    expect(told(['loopback'], '127.0.0.1', '203.0.113.7')).toBe('203.0.113.7');
    expect(told(['loopback'], '::1', '10.9.9.9, 203.0.113.7')).toBe('203.0.113.7');
    expect(told(['loopback', '10.1.0.0/16'], '127.0.0.1', '1.1.1.1, 203.0.113.7, 10.1.2.3')).toBe(
      '203.0.113.7',
    );
    expect(told(['10.1.0.1', 'private'], '10.1.0.1', '203.0.113.7,192.168.3.4')).toBe('203.0.113.7');
    expect(told(['private'], '100.100.0.5', '203.0.113.7')).toBe('203.0.113.7');
  });

  test('is that of the proxy where the header holds no address', () => {
    for (const forged of ['unknown', '', ',', '203.0.113.7, nonsense', '999.1.1.1', 'x'.repeat(10_000)])
      expect(told(['loopback'], '127.0.0.1', forged)).toBe('127.0.0.1');
  });

  test('is told without a port and a zone, and of IPv4 in IPv6 as IPv4', () => {
    expect(told([], '::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(told(['loopback'], '::ffff:127.0.0.1', '203.0.113.7:50123')).toBe('203.0.113.7');
    expect(told(['loopback'], '127.0.0.1', '[2001:db8::1]:443')).toBe('2001:db8:0:0::/64');
    expect(told([], 'fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });

  test('is in IPv6 the network of 64 bits, however it is written', () => {
    const same = ['2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2:0:0:1.2.3.4'];
    expect(new Set(same.map((address) => told([], address)))).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(told([], '2001:db8:1:3::1')).toBe('2001:db8:1:3::/64');
    expect(told([], '::1')).toBe('0:0:0:0::/64');
  });
});
