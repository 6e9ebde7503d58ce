import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { oneTimeLink } from '../../../src/helpdesk/sign-in/one-time-link.ts';
import { openHelpdesk, reasons, texts } from '../../helpdesk/sign-in/support.ts';
import { openOidcServer } from '../../support/oidc-server.ts';
import { axe, openPage, type Size, screenshot } from '../browser.ts';

const { notices, link, again, asSomebodyElse } = texts.signIn;
/** A page of a browser that has visited nothing. */
async function fresh(size?: Size): Promise<Page> {
  const page = await openPage(size);
  // The issuer's own pages ask for a typeface of the network, which is not there.
  await page.route(/googleapis/, (route) => route.abort());
  return page;
}

async function openWithIssuer(clientSecret?: string) {
  return openHelpdesk({
    signIn: async (url) => {
      const server = await openOidcServer(url);
      return {
        kind: 'oidc',
        issuer: server.issuer,
        clientId: server.clientId,
        clientSecret: clientSecret ?? server.clientSecret,
        roleClaim: 'roles',
        role: 'helpdesk',
      };
    },
  });
}

/** Fills in the issuer's own page. */
async function logIn(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

describe('With a real server of OpenID Connect', () => {
  test('a person with the role signs in, lands on the page they asked for, and signs out', async () => {
    const helpdesk = await openWithIssuer();
    const page = await fresh();
    const context = page.context();
    await page.goto(`${helpdesk.url}/helpdesk/tickets/KMR-FTZ`);
    await logIn(page, 'ada');
    await page.getByText('Signed in as Ada Agent').waitFor();
    expect(page.url()).toBe(`${helpdesk.url}/helpdesk/tickets/KMR-FTZ`);

    const cookies = await context.cookies(helpdesk.url);
    const flags = { domain: 'localhost', path: '/', httpOnly: true, secure: true, sameSite: 'Lax' };
    expect(cookies.filter(({ name }) => name.startsWith('__Host-'))).toEqual([
      expect.objectContaining({ ...flags, name: '__Host-helpdesk-pending' }),
      expect.objectContaining({ ...flags, name: '__Host-helpdesk', expires: -1 }),
    ]);
    expect(await page.evaluate('document.cookie')).not.toContain('helpdesk');

    await page.getByRole('button', { name: texts.page.signOut }).click();
    await page.getByRole('heading', { name: notices.signedOut.title }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect((await context.cookies(helpdesk.url)).map(({ name }) => name)).not.toContain('__Host-helpdesk');
    await context.addCookies(cookies.filter(({ name }) => name === '__Host-helpdesk'));
    const replayed = await context.request.get(`${helpdesk.url}/helpdesk/stream`);
    expect(replayed.status()).toBe(401);
    expect(helpdesk.lines.map(({ message }) => message)).toEqual([
      'signed in to the helpdesk',
      'signed out of the helpdesk',
      'a request to the helpdesk was refused',
    ]);
  });

  test('a person without the role reads whom to ask, and can sign in as somebody else', async () => {
    const helpdesk = await openWithIssuer();
    const page = await fresh('phone');
    await page.goto(`${helpdesk.url}/helpdesk`);
    await logIn(page, 'sam');
    await page.getByRole('heading', { name: notices.notAllowed.title }).waitFor();
    expect(await page.textContent('main')).toContain('You are signed in as Sam Stranger');
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'helpdesk-not-allowed');

    // The issuer knows Sam: without being asked it would send Sam back.
    await page.goto(`${helpdesk.url}/helpdesk`);
    expect(await heading(page)).toBe(notices.notAllowed.title);
    await page.getByRole('link', { name: asSomebodyElse }).click();
    await logIn(page, 'ben');
    await page.getByText('Signed in as Ben Backup').waitFor();
  });

  test('a person who cancels the sign-in reads so, and can begin again', async () => {
    const helpdesk = await openWithIssuer();
    const page = await fresh();
    await page.goto(`${helpdesk.url}/helpdesk`);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: notices.cancelled.title }).waitFor();
    await page.getByRole('link', { name: again }).click();
    await logIn(page, 'ada');
    await page.getByText('Signed in as Ada Agent').waitFor();
    expect(reasons(helpdesk)).toEqual(['cancelled access_denied']);
  });

  test('the log names a wrong secret, and a person who signs in reads that there is nothing they can do', async () => {
    const helpdesk = await openWithIssuer('another-secret');
    const page = await fresh();
    await page.goto(`${helpdesk.url}/helpdesk`);
    await logIn(page, 'ada');
    await page.getByRole('heading', { name: notices.misconfigured.title }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(reasons(helpdesk)).toEqual([expect.stringMatching(/^misconfigured HELPDESK_CLIENT_SECRET/)]);
  });
});

test('A printed link signs one person in with one button, by keyboard, once', async () => {
  const helpdesk = await openHelpdesk();
  const page = await fresh();
  const made = await oneTimeLink(helpdesk.store, `${helpdesk.url}/`);
  await page.goto(made);
  expect(await heading(page)).toBe(link.title);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'helpdesk-link');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(`Signed in as ${texts.signIn.localAgent}`).waitFor();
  expect(page.url()).toBe(`${helpdesk.url}/helpdesk`);

  const other = await fresh();
  await other.goto(made);
  expect(await heading(other)).toBe(notices.usedLink.title);
  expect(await axe(other)).toEqual([]);
});

test('A page of another site cannot act for somebody who is signed in', async () => {
  const helpdesk = await openHelpdesk();
  const page = await fresh();
  await page.goto(await oneTimeLink(helpdesk.store, `${helpdesk.url}/`));
  await page.getByRole('button', { name: link.button }).click();
  await page.getByText('Signed in as').waitFor();

  await page.context().route('https://evil.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${helpdesk.url}/helpdesk/sign-out"><button>Win</button></form>
        <iframe src="${helpdesk.url}/helpdesk"></iframe>`,
    }),
  );
  await page.goto('https://evil.example/');
  expect(
    await page
      .frames()[1]
      ?.evaluate('document.body.innerText')
      .catch(() => ''),
  ).not.toContain('Signed in');
  await page.getByRole('button', { name: 'Win' }).click();
  await page.getByRole('heading', { name: notices.otherSite.title }).waitFor();
  await page.goto(`${helpdesk.url}/helpdesk`);
  await page.getByText('Signed in as').waitFor();
});
