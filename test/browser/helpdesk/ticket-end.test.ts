import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { words } from '../../helpdesk/pages/support.ts';
import { startAssistant } from '../assistant.ts';
import { axe, openPage, screenshot } from '../browser.ts';
import { untilWebChat } from '../web-chat.ts';

const newestCard = (page: Page) => page.locator('.ac-adaptiveCard').last();
const button = (page: Page, name: string) => newestCard(page).getByRole('button', { name, exact: true });

async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox').last();
  await composer.fill(text);
  await composer.press('Enter');
}

test('A clinician closes their ticket and opens it again by words and buttons, and the inbox says who did', async () => {
  const { url, helpdeskLink } = await startAssistant();
  const agent = await openPage();
  await agent.goto(helpdeskLink ?? '');
  await agent.getByRole('button', { name: 'Sign in' }).click();
  await agent.getByRole('heading', { name: words.list.title }).waitFor();
  const person = await openPage('phone');
  await person.goto(`${url}chat`);
  await untilWebChat(person);
  const look = async (name: string): Promise<void> => {
    await Promise.all([screenshot(person, `${name}-person`), screenshot(agent, `${name}-agent`)]);
    expect([name, await axe(person), await axe(agent)]).toEqual([name, [], []]);
  };

  await button(person, 'Start from the beginning').click();
  await say(person, 'my screen stays white in every browser');
  await say(person, 'human');
  await button(person, 'Ask the eUROGEN helpdesk instead').click();
  await newestCard(person).getByRole('textbox').first().fill('The page stays white.');
  await button(person, 'Send it').click();
  await newestCard(person).getByText('Sent. Your ticket is').waitFor();

  await say(person, 'It works now, thanks!');
  await newestCard(person).getByText('Close your ticket').waitFor();
  await look('ticket-end-question');
  await button(person, 'Yes, close it').focus();
  await person.keyboard.press('Enter');
  await newestCard(person).getByText('is closed.').waitFor();
  await agent.goto(`${url}helpdesk?show=closed`);
  await agent.getByText(words.held.closedByPerson).waitFor();
  await look('ticket-end-closed');

  await say(person, "it's broken again");
  await newestCard(person).getByText('again?').waitFor();
  await look('ticket-end-again');
  await button(person, 'Yes, open it again').click();
  await newestCard(person).getByText('is open again').waitFor();
  await agent.goto(`${url}helpdesk`);
  await agent.getByText(words.held.reopenedByPerson).waitFor();
  await agent.locator('.tickets a').first().click();
  await agent.getByRole('heading', { name: words.ticket.log }).waitFor();
  await look('ticket-end-reopened');
});
