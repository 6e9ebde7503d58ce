import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Assistant } from '../../../src/start.ts';
import { fill, words } from '../../helpdesk/pages/support.ts';
import { freePort } from '../../support/free-port.ts';
import { openOidcServer } from '../../support/oidc-server.ts';
import { startAssistant } from '../assistant.ts';
import { axe, openPage, type Size, screenshot } from '../browser.ts';
import { settled, untilWebChat } from '../web-chat.ts';

const SENTENCE = 'CPMS is not in the list of applications. I have searched for it twice.';
const STEP = 'Choose CPMS';
const EMAIL = 'clinician@hospital.example';

/** A browser that has visited nothing; what it complains about is collected. */
async function fresh(size?: Size) {
  const page = await openPage(size);
  // The issuer's own pages ask for a typeface of the network, which is not there.
  await page.route(/googleapis/, (route) => route.abort());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

/** Somebody of the helpdesk who signs in at the organisation's own service. */
async function agentByIssuer(url: string): Promise<Page> {
  const { page } = await fresh();
  await page.goto(`${url}helpdesk`);
  await page.getByPlaceholder('Enter any login').fill('ada');
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByText('Signed in as Ada Agent').waitFor();
  return page;
}

/** Somebody of the helpdesk who uses the link that is printed at the start. */
async function agentByLink({ helpdeskLink }: Assistant): Promise<Page> {
  const { page } = await fresh();
  await page.goto(helpdeskLink ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: words.list.title }).waitFor();
  return page;
}

/** A clinician at the step where an application is to be chosen. */
async function clinicianAtAStep(url: string, size?: Size) {
  const clinician = await fresh(size);
  const { page } = clinician;
  await page.goto(`${url}chat`);
  await untilWebChat(page);
  await press(page, 'I have done part of it');
  await press(page, 'My second factor works, but I have not asked for access to CPMS');
  await press(page, 'Done – next');
  await heading(page, STEP).waitFor();
  return clinician;
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).last();
const newestCard = (page: Page) => page.locator('.ac-adaptiveCard').last();
const composer = (page: Page) => page.getByRole('textbox').last();

/** Presses a button of the newest card. */
const press = (page: Page, name: string) =>
  newestCard(page).getByRole('button', { name, exact: true }).click();

/** Types into the chat. */
async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

async function numberIn(page: Page): Promise<string> {
  const title = await heading(page, /^Sent\. Your ticket is/).textContent();
  return /[A-Z]{3}-[A-Z]{3}/.exec(title ?? '')?.[0] ?? 'no number';
}

test('From stuck to solved: a clinician in the chat and an agent in the inbox', async () => {
  const port = await freePort();
  const issuer = await openOidcServer(`http://localhost:${port}`);
  const { url } = await startAssistant({ PORT: `${port}`, ...issuer.env });
  const { page: person, complaints } = await clinicianAtAStep(url);
  const agent = await agentByIssuer(url);
  let stage = 0;
  const look = async (name: string): Promise<void> => {
    stage += 1;
    await settled(person);
    const label = `whole-talk-${String(stage).padStart(2, '0')}-${name}`;
    await Promise.all([screenshot(person, `${label}-person`), screenshot(agent, `${label}-agent`)]);
    expect([name, await axe(person), await axe(agent)]).toEqual([name, [], []]);
  };

  await press(person, "I'm stuck");
  await press(person, 'It is something else');
  await heading(person, /^Send this to/).waitFor();
  const card = newestCard(person);
  const shown = await card.textContent();
  expect(shown).toContain(STEP);
  expect(shown).toContain('You: It is something else');
  await look('before-sending');
  await card.getByRole('textbox', { name: 'What do you need help with?' }).fill(SENTENCE);
  await card.getByRole('textbox', { name: 'Your email address' }).fill(EMAIL);
  await look('filled-in');
  await press(person, 'Send it');
  const number = await numberIn(person);

  const row = agent.getByRole('link', { name: number });
  await row.waitFor();
  await look('sent');
  await row.click();
  await agent.getByText(SENTENCE).waitFor();
  await agent.getByRole('link', { name: EMAIL }).waitFor();
  await look('opened');
  await agent.getByRole('button', { name: words.claim.button }).click();
  await heading(person, /has taken your ticket/).waitFor();
  await look('taken');

  await agent.getByRole('button', { name: words.suggestions.use }).first().click();
  const box = agent.getByRole('textbox', { name: words.reply.label });
  const suggested = await box.inputValue();
  expect(suggested).not.toBe('');
  await look('suggested');
  await agent.getByRole('button', { name: words.reply.button }).click();
  await heading(person, /helpdesk writes/).waitFor();
  for (const line of suggested.split('\n').filter((each) => each.trim() !== ''))
    expect(await newestCard(person).textContent()).toContain(line.trim());
  await agent.getByText(words.ticket.delivery.delivered).waitFor();
  await look('answered');

  const before = await person.locator('.ac-adaptiveCard').count();
  await say(person, 'Where do I find the search? next');
  await agent.getByText('Where do I find the search? next').waitFor();
  await look('asked-back');
  expect(await person.locator('.ac-adaptiveCard').count()).toBe(before);
  await box.fill('At the top of the page.');
  await agent.getByRole('button', { name: words.reply.button }).click();
  await newestCard(person).getByText('At the top of the page.').waitFor();

  await person.reload();
  await newestCard(person).getByText('At the top of the page.').waitFor();
  for (const said of ['Where do I find the search? next', `Your ticket is ${number}`])
    await person.getByText(said).last().waitFor();
  await look('reloaded');

  await agent.getByRole('button', { name: words.close.button }).click();
  await newestCard(person).getByText(`has closed your ticket ${number}`).waitFor();
  await heading(person, STEP).waitFor();
  await look('closed');
  await press(person, 'Done – next');
  await heading(person, 'Tell me where you work').waitFor();
  await look('goes-on');
  expect(complaints).toEqual([]);
});

test('From stuck to solved by typed words and the keyboard alone, on a small phone, with an agent who came by the printed link', async () => {
  const assistant = await startAssistant();
  const agent = await agentByLink(assistant);
  const { page: person } = await fresh('phone');
  await person.setViewportSize({ width: 320, height: 640 });
  await person.goto(`${assistant.url}chat`);
  await untilWebChat(person);
  await composer(person).focus();
  const type = async (text: string, answer: string | RegExp): Promise<void> => {
    const before = await person.locator('.ac-adaptiveCard').count();
    await person.keyboard.type(text);
    await person.keyboard.press('Enter');
    await expect.poll(() => person.locator('.ac-adaptiveCard').count()).toBe(before + 1);
    await heading(person, answer).waitFor();
  };
  const look = async (name: string): Promise<void> => {
    await settled(person);
    await screenshot(person, `whole-talk-narrow-${name}`);
    expect([name, await axe(person)]).toEqual([name, []]);
    const width = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
    expect([name, await person.evaluate<boolean>(width)]).toEqual([name, true]);
  };

  await type('I have done part of it', 'Where are you?');
  await type(
    'My second factor works, but I have not asked for access to CPMS',
    'Open the access request form',
  );
  await type('next', STEP);
  await type("I'm stuck", 'What is the problem?');
  await type('It is something else', /^Send this to/);
  await type(SENTENCE, /^Send this to/);
  await type(EMAIL, /^Send this to/);
  await look('before-sending');
  await newestCard(person).getByRole('textbox').first().scrollIntoViewIfNeeded();
  await screenshot(person, 'whole-talk-narrow-fields');
  await type('send it', /^Sent\. Your ticket is/);
  await look('sent');
  await type('my ticket', /^Your ticket/);
  await look('ticket');

  // Who answers an open ticket takes it.
  await agent.getByRole('link', { name: STEP }).click();
  await agent.getByRole('link', { name: EMAIL }).waitFor();
  await agent
    .getByRole('textbox', { name: words.reply.label })
    .fill('Look for "CPMS 2.0": https://example.org/a/rather/long/address/of/a/page');
  await agent.getByRole('button', { name: words.reply.button }).click();
  await heading(person, /helpdesk writes/).waitFor();
  await look('answered');
  await type('Found it, thank you!', /^Close your ticket/);
  await agent.getByText('Found it, thank you!').waitFor();
  await type('back to the assistant', STEP);
  await look('back');
  await agent.getByRole('button', { name: words.close.button }).click();
  await newestCard(person).getByText('has closed your ticket').waitFor();
  await look('closed');
});

test('A person who has closed the chat finds the answer, and the step, when they return', async () => {
  const assistant = await startAssistant();
  const agent = await agentByLink(assistant);
  const { page: person } = await clinicianAtAStep(assistant.url);
  await say(person, 'Talk to the helpdesk');
  await heading(person, /^Send this to/).waitFor();
  await person.getByRole('textbox', { name: 'What do you need help with?' }).fill(SENTENCE);
  await press(person, 'Send it');
  const number = await numberIn(person);
  await person.close();

  await agent.getByRole('link', { name: number }).click();
  await agent.getByRole('textbox', { name: words.reply.label }).fill('CPMS is called "CPMS 2.0" there.');
  await agent.getByRole('button', { name: words.reply.button }).click();
  await agent.getByText(words.ticket.delivery.delivered).waitFor();
  await agent.getByRole('button', { name: words.close.button }).click();
  await agent
    .getByText(fill(words.held.closedBy, { agent: 'Helpdesk on this machine' }))
    .first()
    .waitFor();

  const again = await person.context().newPage();
  await again.goto(`${assistant.url}chat`);
  await again.getByText('CPMS is called "CPMS 2.0" there.').waitFor();
  await again.getByText(`has closed your ticket ${number}`).last().waitFor();
  await settled(again);
  await screenshot(again, 'whole-talk-on-return');
  expect(await again.getByRole('heading', { name: /helpdesk writes/ }).count()).toBe(1);
  expect(await again.getByRole('heading', { name: /Welcome back/ }).count()).toBe(0);
  await press(again, 'Done – next');
  await heading(again, 'Tell me where you work').waitFor();
});
