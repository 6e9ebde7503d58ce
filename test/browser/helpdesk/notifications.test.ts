import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsForDesk } from '../../../src/content/content.ts';
import { ANN, aTicket, BEN, keep, openInbox } from '../../helpdesk/pages/support.ts';
import { pack } from '../../support/clinician.ts';
import { axe, screenshot } from '../browser.ts';
import { visit } from './visit.ts';

const { tellMe } = textsForDesk(pack, DEFAULT_LANGUAGE).helpdesk.page;
const at = () => new Date().toISOString();
const button = (page: Page) => page.getByRole('button', { name: tellMe.button });
const told = (page: Page) => page.evaluate<string[]>('window.told');
const asked = (page: Page) => page.evaluate<number>('window.asked');

/** Stands in for the browser's notifications, which cannot be read; the person answers the question with `answer`. */
const notifications = (answer: NotificationAnswer) => `
  window.told = [];
  window.asked = 0;
  window.Notification = class {
    static get permission() { return sessionStorage.getItem('permission') ?? 'default'; }
    static async requestPermission() {
      window.asked++;
      sessionStorage.setItem('permission', '${answer}');
      return '${answer}';
    }
    constructor(text, options) { window.told.push([text, ...Object.values(options).filter((each) => !each.includes('/'))].join()); }
  };
  window.setHidden = (hidden) => Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });`;
type NotificationAnswer = 'granted' | 'denied';

async function open(answer: NotificationAnswer, tickets = [aTicket()]) {
  const inbox = await openInbox({ tickets });
  // The title of the list comes with the number of those who wait, so it does not tell that the script has looked.
  const { page, complaints } = await visit(inbox.url, '/helpdesk/answers', { script: notifications(answer) });
  const add = async (over: Parameters<typeof aTicket>[0] = {}) => {
    const ticket = aTicket({ openedAt: at(), changedAt: at(), ...over });
    await keep(inbox.store, ticket);
    inbox.changes.announce(ticket.number);
    return ticket;
  };
  /** Waits until the page knows how many people wait. */
  const knows = (waiting: number) => expect.poll(() => page.title()).toContain(`(${waiting}) `);
  return { ...inbox, page, complaints, add, knows };
}

test('Nothing is asked and nothing is told before somebody presses the button', async () => {
  const { page, add, knows } = await open('granted');
  await knows(1);
  await page.evaluate('setHidden(true)');
  await add();
  await knows(2);
  expect([await asked(page), await told(page)]).toEqual([0, []]);
  expect(await button(page).getAttribute('aria-pressed')).toBe('false');
});

test('While the page is hidden, the browser tells of new tickets by number and title alone, also after a reload, until it is turned off', async () => {
  const { page, add, knows, complaints } = await open('granted');
  await button(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(tellMe.on).waitFor();
  expect(await button(page).getAttribute('aria-pressed')).toBe('true');
  await screenshot(page, 'notifications-on');
  expect(await axe(page)).toEqual([]);
  await page.reload();
  expect(await button(page).getAttribute('aria-pressed')).toBe('true');
  await knows(1);
  await add();
  await knows(2);
  expect(await told(page)).toEqual([]);
  await page.evaluate('setHidden(true)');
  const ticket = await add({ sentence: 'The words of the person' });
  await expect.poll(() => told(page)).toEqual([expect.stringContaining(ticket.number)]);
  expect(JSON.stringify(await told(page))).not.toContain('words of the person');
  await button(page).click();
  await page.getByRole('status').getByText(tellMe.off).waitFor();
  await add();
  await knows(4);
  expect(await told(page)).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test('The browser tells of messages in tickets of one’s own, and of what a colleague hands over, once each', async () => {
  const [own, others] = [aTicket({ state: 'taken', agent: ANN }), aTicket({ state: 'taken', agent: BEN })];
  const { page, knows, tickets } = await open('granted', [own, others]);
  await button(page).click();
  await knows(2);
  await page.evaluate('setHidden(true)');
  const write = (number: string, id: string) =>
    tickets.change(number, (old) => ({
      ticket: {
        ...old,
        changedAt: at(),
        messages: [...old.messages, { id, text: 'secret words', by: 'person', at: at() }],
      },
    }));
  await write(others.number, 'a');
  await write(own.number, 'b');
  await expect.poll(() => told(page)).toEqual([expect.stringContaining(own.number)]);
  await tickets.handOn(others.number, BEN, ANN);
  await expect
    .poll(async () => (await told(page)).join('\n'))
    .toContain(`Ben has handed you ticket ${others.number}`);
  expect((await told(page)).filter((text) => text.includes(own.number))).toHaveLength(1);
  expect((await told(page)).join()).not.toContain('secret');
});

test('Somebody whose browser does not allow it reads what to do', async () => {
  const { page } = await open('denied');
  await button(page).click();
  await page.getByRole('status').getByText(tellMe.denied).waitFor();
  expect(await button(page).getAttribute('aria-pressed')).toBe('false');
});
