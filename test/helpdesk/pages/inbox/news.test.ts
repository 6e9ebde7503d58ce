import { describe, expect, test } from 'vitest';
import { ANN, aTicket, BEN, keep, openInbox } from '../support.ts';

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

async function open(tickets = [aTicket()]) {
  const inbox = await openInbox({ tickets });
  const news = async (agent = 'ann', since?: string) => {
    const query = since === undefined ? '' : `?${new URLSearchParams({ since })}`;
    return JSON.parse((await inbox.get(`/helpdesk/news${query}`, agent)).html);
  };
  return { ...inbox, news };
}

describe('The news', () => {
  test('name new tickets by number and title, to everybody, and how many people wait', async () => {
    const { news, store } = await open();
    const { since, waiting, items } = await news();
    expect([waiting, items]).toEqual([1, []]);
    const fresh = aTicket({ openedAt: new Date().toISOString() });
    await keep(store, fresh);
    for (const agent of ['ann', 'ben']) {
      const later = await news(agent, since);
      expect(later.waiting).toBe(2);
      expect(later.items).toMatchObject([{ kind: 'new', address: `/helpdesk/tickets/${fresh.number}` }]);
      expect(later.items[0].text).toContain(fresh.number);
    }
  });

  test('hold no word of the person, also where a ticket has no other title', async () => {
    const { step: _, ...ticket } = aTicket({ openedAt: new Date().toISOString() });
    const { get } = await open([ticket]);
    const { html } = await get('/helpdesk/news');
    expect(html).toContain(ticket.number);
    expect(html).not.toContain('on call');
    expect(html).not.toContain('asked three times');
  });

  test('name a message to the agent who has the ticket alone, and not one from before', async () => {
    const message = { id: 'm', text: 'It works now, a secret.', by: 'person' as const, at: secondsAgo(10) };
    const ticket = aTicket({ state: 'taken', agent: ANN, messages: [message] });
    const { get, news } = await open([ticket]);
    const { html } = await get('/helpdesk/news');
    expect(JSON.parse(html).items).toMatchObject([{ kind: 'message' }]);
    expect(html).not.toContain('secret');
    expect((await news('ben')).items).toEqual([]);
    expect((await news('ann', secondsAgo(5))).items).toEqual([]);
  });

  test('name what a colleague has handed over, and who did', async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { news, tickets } = await open([ticket]);
    await tickets.handOn(ticket.number, ANN, BEN);
    expect((await news('ben')).items).toMatchObject([
      { kind: 'handed', text: expect.stringContaining('Ann') },
    ]);
    expect((await news()).items).toEqual([]);
  });

  test('are few, the latest first, also after a night', async () => {
    const openedAt = (minutes: number) => secondsAgo(60 * minutes);
    const many = Array.from({ length: 30 }, (_, minutes) => aTicket({ openedAt: openedAt(minutes) }));
    const { news } = await open(many);
    const { items } = await news('ann', openedAt(500));
    expect(items).toHaveLength(5);
    expect(items[0].address).toContain(many[0]?.number);
    expect((await news('ann', 'nonsense')).items).toHaveLength(1);
  });

  test('are for people who have signed in', async () => {
    const { get } = await open();
    expect((await get('/helpdesk/news', 'nobody')).status).toBe(401);
  });
});
