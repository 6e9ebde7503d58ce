import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { openLog } from '../../src/lib/log.ts';
import { pictureAlt, picturePath } from '../../src/pictures/address.ts';
import { pictureFiles } from '../../src/pictures/files.ts';
import { createServer } from '../../src/server.ts';
import { pack } from '../support/clinician.ts';

const texts = textsOf(pack, 'en');
const [id = ''] = Object.keys(texts.drawings);
const log = openLog('silent');
const server = createServer(log);
const files = pictureFiles(() => pack);
let base = '';

beforeAll(async () => {
  files.mount(server, log);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('A drawing', () => {
  test.each([
    ['png', 'image/png'],
    ['svg', 'image/svg+xml'],
  ] as const)('is served as %s, for browsers to keep for ever', async (format, type) => {
    const response = await fetch(base + picturePath(texts, id, format));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });

  test('says in its SVG what it shows', async () => {
    const svg = await (await fetch(base + picturePath(texts, id, 'svg'))).text();
    expect(svg).toContain('role="img"');
    expect(svg).toContain(`aria-label="${pictureAlt(texts, id).replaceAll('"', '&#34;')}"`);
  });

  test('is still there for an old message, as it is drawn today and not to be kept', async () => {
    const old = picturePath(texts, id).replace(/\.[0-9a-f]+\.png$/, '.000000000000.png');
    const response = await fetch(base + old);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('has the words of the nearest language that the pack has', async () => {
    const elsewhere = picturePath(texts, id).replace('.en.', '.fr.');
    expect((await fetch(base + elsewhere)).status).toBe(200);
  });

  test('is drawn once, however many ask at the same moment', async () => {
    const path = picturePath(texts, id);
    const [one, ...others] = await Promise.all(Array.from({ length: 5 }, () => files.png(path, 1)));
    expect(one?.length).toBeGreaterThan(500);
    for (const other of others) expect(other).toBe(one);
  });
});

test.each([
  '/pictures/no-such-drawing.en.000000000000.png',
  '/pictures/constructor.en.000000000000.png',
  `/pictures/${id}.en.000000000000.gif`,
  `/pictures/${id}.png`,
  '/pictures/..%2f..%2fpackage.json',
  `/pictures/${'x'.repeat(5000)}`,
])('Nothing is drawn for %s', async (path) => {
  expect((await fetch(base + path)).status).toBe(404);
});
