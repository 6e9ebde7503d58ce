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

describe('What is done in the inbox reaches Zammad', () => {
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

  test('and leaves a ticket there as it is that is open already', async () => {
    Object.assign(zammad.ticketOf('KMR-FTZ'), { state: 'pending reminder', owner_id: 7 });
    const reopened = await system.deliver({ ticket, change: 'reopened', triedBefore: false });
    expect(reopened.state).toBe('taken');
    expect(stateThere()).toBe('pending reminder');
  });
});
