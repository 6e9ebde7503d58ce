import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import restify from 'restify';
import { expect, onTestFinished, test } from 'vitest';
import { mountPages } from '../../../src/channels/webchat/pages/index.ts';
import type { PagesOptions } from '../../../src/channels/webchat/pages/types.ts';
import { textsOf } from '../../../src/content/content.ts';
import { labelsInGuide } from '../../../src/guide/choice-labels.ts';
import { guidePageAddress } from '../../../src/guide/guide-page.ts';
import { html as escapedIn } from '../../../src/http/html.ts';
import { openLog } from '../../../src/lib/log.ts';
import { pictureFiles } from '../../../src/pictures/files.ts';
import { pagesOptions } from '../../browser/site.ts';
import { pack } from '../../support/clinician.ts';
import { testLimits } from '../../support/test-limits.ts';

const WIDGET_BYTES = 5 * 1024;
const PAGES = ['/', '/chat', '/guide', '/accessibility', '/privacy'];

async function openPages(changed: Partial<PagesOptions> = {}, content = pack): Promise<string> {
  const server = restify.createServer();
  const options = (language: string) => ({ ...pagesOptions(language, content), ...changed });
  mountPages(server, () => ({ content, options, welcome: async () => ({ body: [] }) }), {
    tokenFor: async () => undefined,
    limits: testLimits(),
  });
  pictureFiles(() => content).mount(server, openLog('silent'));
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

const escaped = (text: string): string => escapedIn`${text}`.text;

function policy(response: Response): Record<string, string> {
  const text = response.headers.get('Content-Security-Policy') ?? '';
  const rules = text.split('; ').map((rule) => [rule.split(' ')[0] ?? '', rule.slice(rule.indexOf(' ') + 1)]);
  return Object.fromEntries(rules);
}

test('Every page allows only the assistant’s own scripts, and no inline script', async () => {
  const url = await openPages();
  for (const path of PAGES) {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    expect(policy(response)).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'self'",
    });
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Referrer-Policy')).toBe('same-origin');
    const inline = /<script(?![^>]*(src=|type="application\/json"))/;
    expect(await response.text()).not.toMatch(inline);
  }
});

test('The listed sites may frame the chat, but not the other pages', async () => {
  const url = await openPages({ origins: ['https://www.example.org'] });
  expect(policy(await fetch(`${url}/chat`))['frame-ancestors']).toBe("'self' https://www.example.org");
  expect(policy(await fetch(`${url}/`))['frame-ancestors']).toBe("'self'");
});

test('The chat may open WebSockets to its own host, and a Host header cannot inject another rule', async () => {
  const url = await openPages();
  const host = new URL(url).host;
  expect(policy(await fetch(`${url}/chat`))['connect-src']).toBe(`'self' ws://${host} wss://${host}`);

  const request = get(`${url}/chat`, { headers: { host: 'evil;script-src' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  expect(response.headers['content-security-policy']).toContain("connect-src 'self';");
  expect(response.headers['content-security-policy']).not.toContain('evil');
});

test('The chat uses a new nonce each time', async () => {
  const url = await openPages();
  const nonces = [];
  for (let visit = 0; visit < 2; visit++) {
    const response = await fetch(`${url}/chat`);
    const nonce = /'nonce-([^']+)'/.exec(policy(response)['style-src'] ?? '')?.[1] ?? '';
    expect(await response.text()).toContain(JSON.stringify(nonce));
    nonces.push(nonce);
  }
  expect(new Set(nonces).size).toBe(2);
});

test('The guide as a page names the centre at the form as the cards do, and by its name alone at the top', async () => {
  const url = await openPages();
  const country = pack.centres.countries.find(({ centres }) => centres.length > 0);
  const [centre] = country?.centres ?? [];
  const choices = { country: country?.id, centre: centre?.id };
  const html = await (await fetch(guidePageAddress(url, choices))).text();
  expect(html).toContain(escaped(labelsInGuide(pack, textsOf(pack, 'en'), choices).centre));
  expect(html).toContain(`<strong>${escaped(centre?.name ?? '')}</strong>`);
});

test('The pages load nothing from other hosts', async () => {
  const url = await openPages();
  for (const path of PAGES) {
    const html = await (await fetch(url + path)).text();
    const loaded = [...html.matchAll(/<(?:script|link|img|iframe)[^>]*?(?:src|href)="([^"]*)"/g)];
    for (const [, address] of loaded) {
      expect(address).toMatch(/^\/[^/]/);
      expect((await fetch(url + address)).status).toBe(200);
    }
  }
});

test('A name with markup stays text, on the pages and in the settings of the chat', async () => {
  const bad = `<img src=x onerror="alert('1')"> & </script>`;
  const { network, site } = pagesOptions();
  const url = await openPages({
    network: { ...network, name: bad, shortName: bad, about: bad },
    accessibilityContact: bad,
    site: { ...site, chat: { ...site.chat, placeholder: `${bad} {network}` } },
  });
  for (const path of PAGES) {
    const html = await (await fetch(url + path)).text();
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('& </script>');
    expect(html).toContain('&lt;img src=x onerror=&quot;');
  }
  const widget = await (await fetch(`${url}/widget.js`)).text();
  expect(widget).toContain(JSON.stringify(pagesOptions().site.widget.open));
});

test('The launcher is small, and any site may load it', async () => {
  const url = await openPages();
  const response = await fetch(`${url}/widget.js`);
  const body = Buffer.from(await response.arrayBuffer());
  expect(gzipSync(body).length).toBeLessThanOrEqual(WIDGET_BYTES);
  expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
  const tag = response.headers.get('ETag') ?? '';
  expect((await fetch(`${url}/widget.js`, { headers: { 'If-None-Match': tag } })).status).toBe(304);
});

test('Web Chat is served compressed, and browsers cache it until its address changes', async () => {
  const url = await openPages();
  const html = await (await fetch(`${url}/chat`)).text();
  const address = `${/src="(\/assets\/[^"]*\/)chat\.js"/.exec(html)?.[1]}webchat.js`;
  const packed = await fetch(url + address, { headers: { 'Accept-Encoding': 'br' } });
  expect(packed.headers.get('Content-Encoding')).toBe('br');
  expect(Number(packed.headers.get('Content-Length'))).toBeLessThan(800_000);
  expect(packed.headers.get('Cache-Control')).toContain('immutable');
  const plain = await fetch(url + address, { headers: { 'Accept-Encoding': 'br;q=0, identity' } });
  expect(plain.headers.get('Content-Encoding')).toBeNull();
  expect((await plain.text()).length).toBeGreaterThan(3_000_000);

  const old = await fetch(url + address.replace(/assets\/[^/]*/, 'assets/old'));
  expect(old.headers.get('Cache-Control')).toBe('no-cache');
});

test('The assets hold the scripts in sub-folders, too', async () => {
  const url = await openPages();
  const script = await fetch(`${url}/assets/old/connection/token.js`);
  expect(script.status).toBe(200);
  expect(script.headers.get('Content-Type')).toContain('text/javascript');
});

test('The assets hold no other file', async () => {
  const url = await openPages();
  for (const name of [
    'package.json',
    '..%2Fpages.ts',
    '%2e%2e',
    'tsconfig.json',
    'connection',
    'nothing.js',
  ]) {
    expect((await fetch(`${url}/assets/old/${name}`)).status).toBe(404);
  }
});

test('The accessibility statement names the contact, or says that there is none yet', async () => {
  const without = await (await fetch(`${await openPages()}/accessibility`)).text();
  expect(without).toMatch(/Please write to the .+ helpdesk\./);
  expect(without).not.toContain('mailto:');
  const url = await openPages({ accessibilityContact: 'access@example.org' });
  expect(await (await fetch(`${url}/accessibility`)).text()).toContain(
    '<a href="mailto:access@example.org">access@example.org</a>',
  );
});

test('The privacy page names the retention in days, the terms of use, and the contact', async () => {
  const without = await (await fetch(`${await openPages()}/privacy`)).text();
  expect(without).toContain('180 days after each was sent');
  expect(without).toMatch(/id="use">\s*<section>\s*<h2>Terms of use/);
  expect(without).toContain('Please write to your contact at');
  expect(without).not.toContain('mailto:');
  const url = await openPages({ helpdeskEmail: 'desk@example.org', retentionDays: 1 });
  const html = await (await fetch(`${url}/privacy`)).text();
  expect(html).toContain('1 day after each was sent');
  expect(html).toContain('<a href="mailto:desk@example.org">desk@example.org</a>');
});

test('The start page links to accessibility and to privacy', async () => {
  const html = await (await fetch(await openPages())).text();
  expect(html).toContain('href="/accessibility"');
  expect(html).toContain('href="/privacy"');
});
