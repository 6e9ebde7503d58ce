import { describe, expect, test } from 'vitest';
import { ANN, aTicket, BEN, fill, openInbox, words } from '../support.ts';

const page = (number: string) => `/helpdesk/tickets/${number}`;
const EVE = { id: '"><script>', name: '<b>Eve</b>' };

describe('A ticket that is handed to a colleague', () => {
  test('is theirs and says so in their list and on its page, until they do something with it', async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { get, post, tickets, store } = await openInbox({ tickets: [ticket] });
    const { location } = await post(`${page(ticket.number)}/handOn`, { to: 'ben' });
    expect(location).toBe(`${page(ticket.number)}?done=handOn`);
    expect((await get(location ?? '')).html).toContain(words.handOn.done);
    const said = fill(words.list.handed, { agent: 'Ann' });
    for (const path of ['/helpdesk?show=mine', page(ticket.number)])
      expect((await get(path, 'ben')).html).toContain(said);
    expect((await get('/helpdesk')).html).not.toContain(said);
    expect((await get(page(ticket.number))).html).toContain(
      `Ann: ${fill(words.ticket.did.handOn, { colleague: 'Ben' })}`,
    );
    expect(await store.list('outbox/')).toEqual([]);
    await post(`${page(ticket.number)}/reply`, { text: 'Hello' }, 'ben');
    expect((await get(page(ticket.number), 'ben')).html).not.toContain(said);
    expect((await tickets.get(ticket.number))?.agent).toEqual(BEN);
  });

  test.each([
    ['to nobody', '', { state: 'taken', agent: ANN }, words.refused.noColleague],
    ['to a stranger', 'mallory', { state: 'taken', agent: ANN }, words.refused.noColleague],
    ['by somebody who does not have it', 'eve', { state: 'taken', agent: BEN }, words.refused.notYours],
    ['though nobody has taken it', 'ben', { state: 'open' }, words.refused.notYours],
    ['though it is closed', 'ben', { state: 'closed', agent: ANN }, words.refused.closed],
  ] as const)('is not handed on %s', async (_how, to, over, why) => {
    const ticket = aTicket(over);
    const { post, tickets } = await openInbox({
      tickets: [ticket],
      agents: [ANN, BEN, { id: 'eve', name: 'Eve' }],
    });
    const { status, html } = await post(`${page(ticket.number)}/handOn`, { to });
    expect([status, html.includes(why)]).toEqual([409, true]);
    expect(await tickets.get(ticket.number)).toEqual(ticket);
  });

  test('is offered to everybody but oneself, whatever their name is', async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { get, post } = await openInbox({ tickets: [ticket], agents: [ANN, BEN, EVE] });
    const { html } = await get(page(ticket.number));
    const options = [...html.matchAll(/<option value="([^"]*)">([^<]*)</g)].map(([, , name]) => name);
    expect(options).toEqual([words.handOn.choose, 'Ben', '&lt;b&gt;Eve&lt;/b&gt;']);
    await post(`${page(ticket.number)}/handOn`, { to: EVE.id });
    const after = await get(page(ticket.number));
    expect(after.html).toContain('&lt;b&gt;Eve&lt;/b&gt;');
    expect(after.html).not.toContain('<b>Eve');
  });

  test('needs somebody who has signed in', async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { get } = await openInbox({ tickets: [ticket], agents: [ANN] });
    expect((await get(page(ticket.number))).html).toContain('there is nobody to hand it to');
  });
});
