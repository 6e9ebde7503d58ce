import { once } from 'node:events';
import { runInNewContext } from 'node:vm';
import restify from 'restify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { mountPages } from '../../../src/channels/webchat/pages/index.ts';
import { pagesOptions } from '../../browser/site.ts';
import { testLimits } from '../../support/test-limits.ts';
import { inTwoLanguages as content } from '../../support/two-languages.ts';

const PAGES = ['/', '/chat', '/guide', '/accessibility', '/privacy', '/ticket?key=none'];

async function openPages(): Promise<string> {
  const server = restify.createServer();
  const options = (language: string) => pagesOptions(language, content);
  const welcome = async (language: string) => ({
    body: [{ type: 'TextBlock', text: `welcome in ${language}` }],
  });
  mountPages(server, () => ({ content, options, welcome }), {
    tokenFor: async () => undefined,
    limits: testLimits(),
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

async function languageOf(address: string, accepted = ''): Promise<string | undefined> {
  const response = await fetch(address, { headers: { 'Accept-Language': accepted } });
  return /<html lang="([^"]*)"/.exec(await response.text())?.[1];
}

describe('A page is drawn', () => {
  test.each(PAGES)('in the language of the browser: %s', async (path) => {
    expect(await languageOf((await openPages()) + path, 'pl, de-AT;q=0.8, en;q=0.7')).toBe('de');
  });

  test('in the language that its address asks for, whatever the browser or the site around it says', async () => {
    const url = await openPages();
    expect(await languageOf(`${url}/?lang=en`, 'de')).toBe('en');
    expect(await languageOf(`${url}/chat?site-lang=en&lang=de`, 'en')).toBe('de');
  });

  test('in the language of the site around it rather than in that of the browser', async () => {
    expect(await languageOf(`${await openPages()}/chat?site-lang=de-AT`, 'en')).toBe('de');
  });

  test.each([
    ['nothing', ''],
    ['anything', '*'],
    ['another one', 'xx'],
    ['no language', ';;q=,'],
    ['not that one', 'de;q=0'],
    ['more than is read', `${'x'.repeat(600)},de`],
  ])('in the default language for a browser that says %s', async (_, accepted) => {
    expect(await languageOf(`${await openPages()}/?lang=../en`, accepted)).toBe('en');
  });

  test('with a welcome in the same language', async () => {
    const html = await (await fetch(`${await openPages()}/chat?lang=de`)).text();
    expect(html).toContain('welcome in de');
  });
});

test('No cache takes a page in one language for the page in another', async () => {
  const { headers } = await fetch(await openPages(), { headers: { 'Accept-Language': 'de' } });
  expect(headers.get('Vary')).toBe('Accept-Language');
  expect(headers.get('Content-Language')).toBe('de');
});

test('Every page but the chat links to itself in each language, by its own name, and keeps what else its address says', async () => {
  const html = await (await fetch(`${await openPages()}/guide?method=sms&lang=de`)).text();
  expect(html).toContain('<a href="?method=sms&amp;lang=en" lang="en" hreflang="en">English</a>');
  expect(html).toContain(
    '<a href="?method=sms&amp;lang=de" lang="de" hreflang="de" aria-current="true">Deutsch</a>',
  );
});

test('The links of a page lead on in the language that its address asks for', async () => {
  const url = await openPages();
  const html = await (await fetch(`${url}/?lang=de`)).text();
  for (const path of ['/', '/chat', '/guide', '/privacy', '/accessibility'])
    expect(html).toContain(`href="${path}?lang=de"`);
  expect(await (await fetch(url)).text()).toContain('href="/privacy"');
});

describe('The launcher speaks', () => {
  /** Runs the launcher on a page and returns the language of its element. */
  async function launcherOn(page: { lang?: string; named?: string; browser?: string[] }): Promise<string> {
    const { lang = '', named, browser = [] } = page;
    const script = await (await fetch(`${await openPages()}/widget.js`)).text();
    class HTMLScriptElement {
      src = 'https://assistant.example/widget.js';
      dataset = { language: named };
    }
    const made = {
      lang: '',
      attachShadow: () => {
        throw new Error('far enough');
      },
    };
    const document = {
      currentScript: new HTMLScriptElement(),
      documentElement: { lang },
      createElement: () => made,
    };
    try {
      runInNewContext(script, { document, HTMLScriptElement, URL, navigator: { languages: browser } });
    } catch (error) {
      expect(String(error)).toContain('far enough');
    }
    return made.lang;
  }

  test('the language that its tag names, else that of the page, else that of the browser, else the default one', async () => {
    expect(await launcherOn({ named: 'de', lang: 'en', browser: ['en'] })).toBe('de');
    expect(await launcherOn({ named: 'xx', lang: 'de-AT', browser: ['en'] })).toBe('de');
    expect(await launcherOn({ lang: 'fi', browser: ['sv', 'de-CH', 'en'] })).toBe('de');
    expect(await launcherOn({ browser: ['sv'] })).toBe('en');
  });
});
