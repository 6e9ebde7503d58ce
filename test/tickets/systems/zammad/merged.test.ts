import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TicketSystem } from '../../../../src/tickets/systems/ticket-system.ts';
import { openZammad } from '../../../../src/tickets/systems/zammad/index.ts';
import type { Ticket } from '../../../../src/tickets/ticket.ts';
import { pack } from '../../../support/clinician.ts';
import { aTicket, withMessage } from '../../a-ticket.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './little-zammad.ts';

const ADA = 'ada@hospital.example';
const HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString();
const OLD = { created_at: HOUR_AGO, updated_at: HOUR_AGO };

let zammad: LittleZammad;
let system: TicketSystem;
let ticket: Ticket;
beforeEach(async () => {
  zammad = new LittleZammad();
  system = openZammad(
    { url: ZAMMAD, token: TOKEN, group: GROUP },
    { content: () => pack, deskLanguage: 'en' },
  );
  const bare = aTicket({ email: ADA });
  const place = await system.deliver({ ticket: bare, triedBefore: false });
  ticket = { ...bare, elsewhere: { zammad: { seen: [], ...place } } };
});
afterEach(() => nock.cleanAll());

/** Merges our ticket into one of an agent's, and returns that one. */
function merged() {
  const target = zammad.agentMakes('Access for Ada', ADA);
  zammad.merge(zammad.ticketOf('KMR-FTZ'), target.id);
  return target;
}

describe('A ticket that agents have merged into another', () => {
  test('is followed there: its state and its answers count from then on', async () => {
    const target = merged();
    Object.assign(target, { owner_id: 7 });
    zammad.agentWrites(target.id, 'It is on the list now.');
    expect(await system.fetchUpdates(ticket)).toEqual({
      state: 'taken',
      replies: [{ id: expect.any(String), text: 'It is on the list now.', agent: 'Emma Taylor' }],
      movedTo: { id: String(target.id), page: `${ZAMMAD}/#ticket/zoom/${target.id}` },
    });
  });

  test('brings along the answers in it that nobody has been told yet', async () => {
    const [id = 0] = zammad.tickets.keys();
    zammad.agentWrites(id, 'Which hospital?', OLD);
    merged();
    expect((await system.fetchUpdates(ticket))?.replies).toMatchObject([{ text: 'Which hospital?' }]);
  });

  test('brings none of the older answers there, which were for others', async () => {
    const target = zammad.agentMakes('Access for Bob', 'bob@clinic.example');
    zammad.agentWrites(target.id, 'Dear Bob', OLD);
    zammad.agentWrites(target.id, 'Dear Bob, again', { type: 'email', to: 'bob@clinic.example', ...OLD });
    zammad.merge(zammad.ticketOf('KMR-FTZ'), target.id);
    const updates = await system.fetchUpdates(ticket);
    expect(updates?.replies).toEqual([]);
    expect(updates?.passedOver).toHaveLength(2);
  });

  test('is followed through a second merge', async () => {
    const first = merged();
    const second = zammad.agentMakes('All about Ada', ADA);
    zammad.merge(first, second.id);
    expect((await system.fetchUpdates(ticket))?.movedTo).toMatchObject({ id: String(second.id) });
    zammad.parents.set([...zammad.tickets.keys()][0] ?? 0, first.id);
    expect((await system.fetchUpdates(ticket))?.movedTo).toMatchObject({ id: String(second.id) });
  });

  test('counts as closed where the link to the other one was removed', async () => {
    merged();
    zammad.parents.clear();
    expect(await system.fetchUpdates(ticket)).toEqual({ state: 'closed', replies: [] });
  });

  test('gets later messages there, before the merge is known', async () => {
    const target = merged();
    const { message, ...later } = withMessage(ticket, 'm-1', 'Hello?');
    expect(await system.deliver({ ticket: later.ticket, message, triedBefore: false })).toMatchObject({
      id: ticket.elsewhere.zammad?.id,
    });
    expect(zammad.articles.at(-1)).toMatchObject({ ticket_id: target.id, body: 'Hello?' });
  });

  test('is closed there and stays merged where it is closed in the inbox', async () => {
    const target = merged();
    await system.deliver({ ticket, change: 'closed', triedBefore: false });
    expect(target.state).toBe('closed');
    expect(zammad.tickets.get(Number(ticket.elsewhere.zammad?.id))?.state).toBe('merged');
  });

  test('is found again, not made again, where its delivery was not confirmed', async () => {
    merged();
    const place = await system.deliver({ ticket: aTicket({ email: ADA }), triedBefore: true });
    expect(place.id).toBe(ticket.elsewhere.zammad?.id);
    expect(zammad.tickets.size).toBe(2);
  });
});
