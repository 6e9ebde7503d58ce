import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TicketSystem } from '../../../../src/tickets/systems/ticket-system.ts';
import { openZammad } from '../../../../src/tickets/systems/zammad/index.ts';
import type { Ticket, TicketMessage } from '../../../../src/tickets/ticket.ts';
import { pack } from '../../../support/clinician.ts';
import { aTicket } from '../../a-ticket.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './little-zammad.ts';

let zammad: LittleZammad;
let system: TicketSystem;
let ticket: Ticket;
beforeEach(async () => {
  zammad = new LittleZammad();
  system = openZammad(
    { url: ZAMMAD, token: TOKEN, group: GROUP },
    { content: () => pack, deskLanguage: 'en' },
  );
  const bare = aTicket({ email: 'ada@hospital.example' });
  const place = await system.deliver({ ticket: bare, triedBefore: false });
  ticket = { ...bare, elsewhere: { zammad: { seen: [], ...place } } };
});
afterEach(() => nock.cleanAll());

const answer: TicketMessage = {
  id: 'm-1',
  text: 'It is on the list now.',
  by: 'agent',
  agent: 'Robin',
  at: '2026-11-25T10:00:00.000Z',
};
const withAnswer = (): Ticket => ({ ...ticket, messages: [answer] });
const stateThere = () => zammad.ticketOf('KMR-FTZ').state;

describe('What is done here reaches Zammad', () => {
  test("as an answer under the agent's name that the customer may see, and that nobody is mailed", async () => {
    await system.deliver({ ticket: withAnswer(), message: answer, triedBefore: false });
    const article = zammad.articles.at(-1);
    expect(article).toMatchObject({ sender: 'Agent', type: 'note', internal: false });
    expect(article?.body).toMatch(/^Robin answered .*\n\nIt is on the list now\.$/);
  });

  test('once, and does not come back as a reply', async () => {
    const delivery = { ticket: withAnswer(), message: answer };
    zammad.losesNextAnswer = true;
    await expect(system.deliver({ ...delivery, triedBefore: false })).rejects.toThrow();
    await system.deliver({ ...delivery, triedBefore: true });
    expect(zammad.textsOf('KMR-FTZ')).toHaveLength(3);
    expect(await system.fetchUpdates(withAnswer())).toEqual({ state: 'open', replies: [] });
  });

  test("but an agent's email in reply to it does come back, though it has its subject", async () => {
    await system.deliver({ ticket: withAnswer(), message: answer, triedBefore: false });
    const { subject = '' } = zammad.articles.at(-1) ?? {};
    zammad.agentWrites(Number(ticket.elsewhere.zammad?.id), 'One more thing', {
      type: 'email',
      to: 'ada@hospital.example',
      subject,
    });
    expect((await system.fetchUpdates(withAnswer()))?.replies).toMatchObject([
      { text: 'One more thing', isMailed: true },
    ]);
  });

  test('as its closing and its reopening', async () => {
    const close = () => system.deliver({ ticket, change: 'closed', triedBefore: false });
    expect(await close()).toMatchObject({ id: ticket.elsewhere.zammad?.id, state: 'closed' });
    expect(stateThere()).toBe('closed');
    expect(await close()).toMatchObject({ state: 'closed' });
    const reopened = await system.deliver({ ticket, change: 'reopened', triedBefore: false });
    expect(reopened.state).toBe('open');
    expect(stateThere()).toBe('open');
  });

  test('as the words with which the person closes it or opens it again, once, and as its state', async () => {
    const words = { text: 'It is solved. I have closed this ticket.', by: 'person', at: answer.at } as const;
    const [closing, reopening] = [
      { id: 'm-1', ...words },
      { id: 'm-2', ...words, text: 'I have opened it again.' },
    ];
    const ended = { ...ticket, messages: [closing, reopening] };
    const delivery = { ticket: ended, message: closing, change: 'closed' as const };
    zammad.losesNextAnswer = true;
    await expect(system.deliver({ ...delivery, triedBefore: false })).rejects.toThrow();
    expect(await system.deliver({ ...delivery, triedBefore: true })).toMatchObject({ state: 'closed' });
    expect(stateThere()).toBe('closed');
    expect(zammad.textsOf('KMR-FTZ').slice(2)).toEqual([closing.text]);
    await system.deliver({ ticket: ended, message: reopening, change: 'reopened', triedBefore: false });
    expect(stateThere()).toBe('open');
    expect(zammad.textsOf('KMR-FTZ').slice(2)).toEqual([closing.text, reopening.text]);
    expect(zammad.articles.at(-1)).toMatchObject({ sender: 'Customer', type: 'web' });
  });

  test('as an answer that was given by email, which says so', async () => {
    const mailed = { ...answer, byEmail: {} };
    await system.deliver({ ticket: { ...ticket, messages: [mailed] }, message: mailed, triedBefore: false });
    expect(zammad.articles.at(-1)?.body).toMatch(/^Robin answered .*email.*\n\nIt is on the list now\.$/);
  });

  test('as an email without words, which names its files', async () => {
    const files = [{ name: 'screen.png', bytes: 30_000 }];
    const message = { id: 'm-1', text: '', by: 'person', at: answer.at, byEmail: { files } } as const;
    const withFile = { ...ticket, messages: [{ ...message, byEmail: { files } }] };
    await system.deliver({ ticket: withFile, message: withFile.messages[0], triedBefore: false });
    expect(zammad.articles.at(-1)?.body).toContain('screen.png');
  });

  test('and leaves a ticket there as it is that is open already', async () => {
    Object.assign(zammad.ticketOf('KMR-FTZ'), { state: 'pending reminder', owner_id: 7 });
    const reopened = await system.deliver({ ticket, change: 'reopened', triedBefore: false });
    expect(reopened.state).toBe('taken');
    expect(stateThere()).toBe('pending reminder');
  });
});
