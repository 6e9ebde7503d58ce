import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ANN, aTicket, BEN, fill, openInbox, words } from '../../helpdesk/pages/support.ts';
import { axe, screenshot } from '../browser.ts';
import { visit } from './visit.ts';

const at = new Date(Date.now() - 60_000).toISOString();
const path = (number: string) => `/helpdesk/tickets/${number}`;
const noteBox = (page: Page) => page.getByRole('textbox', { name: words.note.label });
const answerBox = (page: Page) => page.getByRole('textbox', { name: words.reply.label });

describe('An internal note', () => {
  test("is on a colleague's open page at once, is announced, and looks like no message", async () => {
    const ticket = aTicket({
      state: 'taken',
      agent: ANN,
      messages: [{ id: 'm', text: 'Thank you, I will try that.', by: 'person', at }],
    });
    const { url } = await openInbox({ tickets: [ticket] });
    const { page: ann, complaints } = await visit(url, path(ticket.number));
    const { page: ben } = await visit(url, path(ticket.number), { agent: 'ben' });
    await answerBox(ann).fill('I am typ');
    await ben.getByText(words.note.open).focus();
    await ben.keyboard.press('Enter');
    await noteBox(ben).fill('Their filter stops text messages from abroad.');
    await screenshot(ben, 'together-note-box');
    expect(await axe(ben)).toEqual([]);
    await ben.getByRole('button', { name: words.note.button }).click();
    await ben.getByText(words.note.done).waitFor();
    const note = ann.getByRole('listitem').filter({ hasText: 'Their filter' });
    await note.waitFor();
    expect(await note.innerText()).toContain(fill(words.ticket.note, { agent: 'Ben' }));
    expect(await ann.evaluate(`getComputedStyle(document.querySelector('.talk .note')).borderTopStyle`)).toBe(
      'dashed',
    );
    await ann
      .getByRole('status')
      .getByText(/One internal note/)
      .waitFor();
    expect(await answerBox(ann).inputValue()).toBe('I am typ');
    await note.scrollIntoViewIfNeeded();
    await screenshot(ann, 'together-note');
    expect(await axe(ann)).toEqual([]);
    await ann.emulateMedia({ forcedColors: 'active' });
    await screenshot(ann, 'together-note-contrast');
    expect(await axe(ann)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('is chosen by keyboard above the answer, says so in every word, and stays one over a reload and a message', async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { url, tickets } = await openInbox({ tickets: [ticket] });
    const { page, complaints } = await visit(url, path(ticket.number));
    const choice = page.getByLabel(words.note.choice);
    await choice.focus();
    await page.keyboard.press('Space');
    await noteBox(page).waitFor();
    // The box is empty, so the new message draws it anew.
    await tickets.change(ticket.number, (old) => ({
      ticket: { ...old, messages: [{ id: 'n', text: 'It works now', by: 'person', at }] },
    }));
    await page.getByText('It works now').waitFor();
    expect(await choice.isChecked()).toBe(true);
    await noteBox(page).fill('Ring them tomorrow.');
    await page.reload();
    expect([await choice.isChecked(), await noteBox(page).inputValue()]).toEqual([
      true,
      'Ring them tomorrow.',
    ]);
    expect(await page.getByRole('button', { name: words.reply.button }).count()).toBe(0);
    await page.getByRole('button', { name: words.note.button }).click();
    await page.getByText(words.note.done).waitFor();
    expect([await choice.isChecked(), await answerBox(page).inputValue()]).toEqual([false, '']);
    expect(await tickets.get(ticket.number)).toMatchObject({
      messages: [{ id: 'n' }],
      notes: [{ text: 'Ring them tomorrow.' }],
    });
    expect(complaints).toEqual([]);
  });
});

test('A ticket that is handed to a colleague is told to them wherever they are, and they read by whom in their list', async () => {
  const eve = { id: 'eve', name: '<img src=x onerror=alert(1)> Eve' };
  const ticket = aTicket({ state: 'taken', agent: eve });
  const { url } = await openInbox({ tickets: [ticket, aTicket()], agents: [ANN, BEN, eve] });
  const { page, complaints } = await visit(url, path(ticket.number), { agent: 'eve' });
  const { page: ben, complaints: bens } = await visit(url, '/helpdesk/answers', { agent: 'ben' });
  await page.getByText(words.handOn.label).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel(words.handOn.choose).selectOption({ label: 'Ben' });
  await screenshot(page, 'together-hand-on');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: words.handOn.button }).click();
  await page.getByText(words.handOn.done).waitFor();
  const told = ben.getByRole('status').getByRole('link', { name: ticket.number });
  await told.waitFor();
  expect(await told.innerText()).toContain(eve.name);
  await screenshot(ben, 'together-handed');
  expect(await axe(ben)).toEqual([]);
  await ben.goto(`${url}/helpdesk?show=mine`);
  await ben.getByText(fill(words.list.handed, { agent: eve.name })).waitFor();
  await screenshot(ben, 'together-handed-list');
  expect(await axe(ben)).toEqual([]);
  expect([...complaints, ...bens]).toEqual([]);
});

test('A colleague who is typing in the same ticket is named, until some seconds after they have stopped', async () => {
  const ticket = aTicket();
  const { url } = await openInbox({ tickets: [ticket, aTicket()] });
  const { page: ann, complaints } = await visit(url, path(ticket.number));
  await ann.clock.install();
  const { page: ben } = await visit(url, path(ticket.number), { agent: 'ben' });
  await ben.clock.install();
  await expect.poll(() => ann.title()).toMatch(/^\(2\)/);
  await answerBox(ben).pressSequentially('Hello');
  const writing = ann.getByText(fill(words.live.writing, { agent: 'Ben' }));
  await writing.waitFor();
  const asked: string[] = [];
  ann.on('request', (request) => asked.push(request.url()));
  // The page that has just connected looks once at what is new; from then on nothing is asked for.
  let before: number;
  do {
    before = asked.length;
    await ann.waitForTimeout(1000);
  } while (asked.length > before);
  asked.length = 0;
  await ben.clock.fastForward(5000);
  const told = ben.waitForResponse(/\/writing$/);
  await answerBox(ben).pressSequentially(', is it the app?');
  await told;
  await writing.scrollIntoViewIfNeeded();
  await screenshot(ann, 'together-writing');
  expect(await axe(ann)).toEqual([]);
  expect(await ben.locator('#writing').innerText()).toBe('');
  expect(asked).toEqual([]);
  await ann.clock.fastForward(11_000);
  await writing.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('The title of every page begins with how many people wait, and is true without a reload', async () => {
  const ticket = aTicket();
  const { url, tickets } = await openInbox({ tickets: [ticket, aTicket()] });
  const { page: list } = await visit(url, '/helpdesk');
  const { page } = await visit(url, path(ticket.number), { agent: 'ben' });
  for (const each of [list, page]) await expect.poll(() => each.title()).toMatch(/^\(2\) \w/);
  await tickets.reply(ticket.number, ANN, 'Use the app.');
  for (const each of [list, page]) await expect.poll(() => each.title()).toMatch(/^\(1\) \w/);
});
