import { describe, expect, test } from 'vitest';
import { mountPages } from '../../../src/channels/webchat/pages/index.ts';
import { pagesOptions } from '../../browser/site.ts';
import { pack } from '../../support/clinician.ts';
import { testLimits } from '../../support/test-limits.ts';
import { type Chat, openChat, type Token, texts } from './support.ts';

const KEY = 'KMR-FTZ.1.a-proof';

/** A chat whose link leads to this conversation. */
async function openSite(): Promise<{ chat: Chat; person: Token }> {
  const chat = await openChat();
  const person = await chat.openConversation();
  const { conversationId } = person;
  mountPages(
    chat.server,
    () => ({ content: pack, options: pagesOptions, welcome: async () => ({ body: [] }) }),
    {
      tokenFor: async (key) => (key === KEY ? chat.webChat.tokenFor(conversationId) : undefined),
      limits: testLimits(),
    },
  );
  return { chat, person };
}

async function press({ url }: Chat, key: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/ticket`, {
    method: 'POST',
    body: new URLSearchParams({ key }),
    headers: { Origin: url, ...headers },
  });
  return { response, html: await response.text() };
}

/** Returns the token that the page of the chat came with. */
function tokenIn(html: string): string | undefined {
  const [, settings = '{}'] = /id="settings">(.*?)<\/script>/s.exec(html) ?? [];
  const { token } = JSON.parse(settings) as { token?: string };
  return token;
}

describe('The link in an email', () => {
  test('shows a button and gives nothing away, to whatever looks into emails', async () => {
    const { chat } = await openSite();
    const response = await fetch(`${chat.url}/ticket?key=${KEY}`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain(`<input type="hidden" name="key" value="${KEY}">`);
    expect(tokenIn(html)).toBeUndefined();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('opens the conversation of its person once the button is pressed, as often as they like', async () => {
    const { chat, person } = await openSite();
    await chat.say(person, 'hello');
    for (let visit = 0; visit < 2; visit++) {
      const { response, html } = await press(chat, KEY);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const opened = await chat.token(tokenIn(html));
      expect(opened).toMatchObject({ conversationId: person.conversationId, userId: person.userId });
      expect(texts(await chat.activities(opened))).toContain('> hello');
    }
  });

  test('that is of no use says what to do instead, and opens nothing', async () => {
    const { chat } = await openSite();
    const { response, html } = await press(chat, 'KMR-FTZ.1.forged');
    expect([response.status, tokenIn(html)]).toEqual([404, undefined]);
    for (const path of ['/ticket?key=KMR-FTZ.1.forged', '/ticket']) {
      const page = await fetch(chat.url + path);
      expect(page.status).toBe(404);
      expect(await page.text()).toContain('The newest email about your ticket has the newest link');
    }
  });

  test('opens nothing once the conversation has ended', async () => {
    const { chat, person } = await openSite();
    await chat.call('POST', '/api/webchat/revoke', person.token);
    expect((await press(chat, KEY)).response.status).toBe(404);
  });

  test('is not followed for the page of another site', async () => {
    const { chat } = await openSite();
    const { response, html } = await press(chat, KEY, { Origin: 'https://evil.example' });
    expect([response.status, tokenIn(html)]).toEqual([403, undefined]);
  });
});
