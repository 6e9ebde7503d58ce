import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TicketSystem, TicketUpdates } from '../../../../src/tickets/systems/ticket-system.ts';
import { openZammad } from '../../../../src/tickets/systems/zammad/index.ts';
import type { Ticket } from '../../../../src/tickets/ticket.ts';
import { pack } from '../../../support/clinician.ts';
import { aTicket, withMessage } from '../../a-ticket.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './little-zammad.ts';

const ADA = 'ada@hospital.example';

let zammad: LittleZammad;
let system: TicketSystem;
beforeEach(() => {
  zammad = new LittleZammad();
  system = openZammad(
    { url: ZAMMAD, token: TOKEN, group: GROUP },
    { content: () => pack, deskLanguage: 'en' },
  );
});
afterEach(() => nock.cleanAll());

async function bring(ticket: Ticket): Promise<number> {
  return Number((await system.deliver({ ticket, triedBefore: false })).id);
}

async function updatesOf(id: number): Promise<TicketUpdates | undefined> {
  return system.fetchUpdates(aTicket({ elsewhere: { zammad: { id: String(id), seen: [] } } }));
}

describe('A ticket in Zammad', () => {
  test('has number and step as its title, and phase, step and number as tags', async () => {
    const id = await bring(aTicket());
    expect(zammad.tickets.get(id)).toMatchObject({
      title: expect.stringMatching(/^\[KMR-FTZ\] \S/),
      tags: ['cpms-access', 'choose-centre', 'KMR-FTZ'],
    });
  });

  test('has the person as its customer, by their email address', async () => {
    const id = await bring(aTicket({ email: 'ada@hospital.example' }));
    expect(zammad.tickets.get(id)?.customer).toBe('guess:ada@hospital.example');
    expect(zammad.articles[0]).toMatchObject({ sender: 'Customer', type: 'web', internal: false });
  });

  test("is the person's own words; where they are and what was said is an internal note", async () => {
    await bring(aTicket({ email: ADA, sentence: 'We joined last month.' }));
    expect(zammad.publicTextsOf('KMR-FTZ')).toEqual(['We joined last month.']);
    const [, note] = zammad.articles;
    expect(note).toMatchObject({ sender: 'Agent', type: 'note', internal: true });
    for (const part of ['KMR-FTZ', 'Country: Netherlands', 'Person: my hospital is not on the list'])
      expect(note?.body).toContain(part);
    expect(note?.body).not.toContain('We joined last month.');
  });

  test('is what the person typed last, or its title, where they added no sentence', async () => {
    await bring(aTicket({ sentence: '' }));
    expect(zammad.publicTextsOf('KMR-FTZ')).toEqual(['my hospital is not on the list']);
    await bring(aTicket({ number: 'BCD-FGH', sentence: '', exchanges: [] }));
    expect(zammad.publicTextsOf('BCD-FGH')).toEqual([zammad.ticketOf('BCD-FGH').title]);
  });

  test('belongs to the owner of the token where there is no email address: none is made up', async () => {
    const id = await bring(aTicket());
    expect(zammad.tickets.get(id)?.customer).toBe(3);
    expect(zammad.articles[0]).toMatchObject({ sender: 'Customer', type: 'note', internal: false });
    expect(zammad.textsOf('KMR-FTZ')[1]).toContain('gave no email address');
  });

  test('is made without a customer where Zammad does not take the address, and says so', async () => {
    const ada = aTicket({ email: 'ada@hospital.example' });
    zammad.refusedAddresses = ['ada@hospital.example'];
    const place = await system.deliver({ ticket: ada, triedBefore: false });
    expect(place).toMatchObject({ isWithoutPerson: true });
    expect(zammad.ticketOf('KMR-FTZ').customer).toBe(3);
    expect(zammad.articles[0]).toMatchObject({ type: 'note', internal: false });
    expect(zammad.textsOf('KMR-FTZ')[1]).toMatch(
      /ada@hospital\.example, which was not accepted for a customer/,
    );
    const later = withMessage({ ...ada, elsewhere: { zammad: { seen: [], ...place } } }, 'm-1', 'Hello?');
    await system.deliver({ ...later, triedBefore: false });
    expect(zammad.articles.at(-1)).toMatchObject({ body: 'Hello?', type: 'note' });
  });

  test('that was made without a customer is known as such when it is found again', async () => {
    const ticket = aTicket({ email: 'ada@hospital.example' });
    zammad.refusedAddresses = ['ada@hospital.example'];
    zammad.losesNextAnswer = true;
    await expect(system.deliver({ ticket, triedBefore: false })).rejects.toThrow();
    expect(await system.deliver({ ticket, triedBefore: true })).toMatchObject({ isWithoutPerson: true });
    expect(zammad.tickets.size).toBe(1);
  });

  test('has a page for agents', async () => {
    const place = await system.deliver({ ticket: aTicket(), triedBefore: false });
    expect(place.page).toBe(`${ZAMMAD}/#ticket/zoom/${place.id}`);
  });
});

describe('The state of a ticket in Zammad', () => {
  test.each([
    ['new', 1, 'open'],
    ['open', 1, 'open'],
    ['open', 7, 'taken'],
    ['pending reminder', 7, 'taken'],
    ['closed', 7, 'closed'],
    ['closed', 1, 'closed'],
    ['merged', 1, 'closed'],
  ])('%s with owner %i means %s', async (state, owner_id, expected) => {
    const id = await bring(aTicket());
    Object.assign(zammad.ticketOf('KMR-FTZ'), { state, owner_id });
    expect((await updatesOf(id))?.state).toBe(expected);
  });
});

describe('The replies in Zammad', () => {
  test('are those of agents that the customer may see, the oldest first, with the name of the agent', async () => {
    const id = await bring(aTicket());
    zammad.agentWrites(id, 'Which hospital?');
    zammad.agentWrites(id, 'Ask Bob?', { internal: true });
    zammad.agentWrites(id, 'An automatic answer', { sender: 'System' });
    zammad.agentWrites(id, 'It is on the list now.', {
      from: '"Bob Smith via Support" <support@example.org>',
    });
    expect((await updatesOf(id))?.replies).toEqual([
      { id: expect.any(String), text: 'Which hospital?', agent: 'Emma Taylor' },
      { id: expect.any(String), text: 'It is on the list now.', agent: 'Bob Smith' },
    ]);
  });

  test.each<[string, Parameters<LittleZammad['agentWrites']>[2]]>([
    ['a note of a call', { type: 'phone' }],
    ['an email to somebody else', { type: 'email', to: 'EU Login <support@eu.example>' }],
    ['an absence note that came in', { type: 'email', to: ADA, preferences: { 'is-auto-response': true } }],
    ["an agent's own mail program, which wrote to Zammad", { type: 'email', to: 'helpdesk@network.example' }],
    ['an email without an addressee', { type: 'email' }],
    ['a trigger', { preferences: { perform_origin: 'trigger' } }],
    ['a text message', { type: 'sms', to: '+31 20 000 00 00' }],
  ])('leave out what is no answer to the person: %s', async (_what, parts) => {
    const ticket = aTicket({ email: ADA });
    const id = await bring(ticket);
    zammad.agentWrites(id, 'Hello', parts);
    const updates = await system.fetchUpdates({
      ...ticket,
      elsewhere: { zammad: { id: String(id), seen: [] } },
    });
    expect(updates?.replies).toEqual([]);
  });

  test.each([
    ['to', { to: `Ada Lovelace <${ADA.toUpperCase()}>` }],
    ['cc', { to: 'support@eu.example', cc: `x@y.example, ${ADA}` }],
  ])('include an email that the person got: %s', async (_what, parts) => {
    const ticket = aTicket({ email: ADA });
    const id = await bring(ticket);
    zammad.agentWrites(id, 'Hello', { type: 'email', ...parts });
    const updates = await system.fetchUpdates({
      ...ticket,
      elsewhere: { zammad: { id: String(id), seen: [] } },
    });
    expect(updates?.replies).toMatchObject([{ text: 'Hello' }]);
  });

  test('include an email to the address that an agent has set right', async () => {
    const ticket = aTicket({ email: 'ada@hospital.exmaple' });
    zammad.refusedAddresses = ['ada@hospital.exmaple'];
    const id = await bring(ticket);
    zammad.agentWrites(id, 'Hello', { type: 'email', to: ADA });
    const replies = async () =>
      (await system.fetchUpdates({ ...ticket, elsewhere: { zammad: { id: String(id), seen: [] } } }))
        ?.replies;
    expect(await replies()).toEqual([]);
    Object.assign(zammad.ticketOf('KMR-FTZ'), { customer: ADA, customer_id: 77 });
    expect(await replies()).toMatchObject([{ text: 'Hello' }]);
  });

  test('are said without the email quoted below them and without the signature', async () => {
    const ticket = aTicket({ email: ADA });
    const id = await bring(ticket);
    zammad.agentWrites(
      id,
      `<div>Hello,</div><div>it is on <a href="https://cpms.example/list">the list</a> now.</div><div><br></div>
       <div data-signature="true" data-signature-id="1">Emma Taylor<br>--<br>Helpdesk, Main Street 1</div>
       <div>On Tuesday, 24 November 2026 at 09:12, Ada wrote:<br></div>
       <blockquote type="cite"><div>My hospital is missing.</div></blockquote>`,
      { type: 'email', to: ADA },
    );
    zammad.agentWrites(
      id,
      'Bitte noch einmal.\n\nMit freundlichen Grüßen\nEmma\n\nAm 24.11.2026 um 09:12 schrieb Ada:\n> Es fehlt.',
      { type: 'email', to: ADA, content_type: 'text/plain' },
    );
    const updates = await system.fetchUpdates({
      ...ticket,
      elsewhere: { zammad: { id: String(id), seen: [] } },
    });
    expect(updates?.replies.map(({ text }) => text)).toEqual([
      'Hello,\nit is on the list [https://cpms.example/list] now.',
      'Bitte noch einmal.',
    ]);
  });

  test('each keep an id of their own', async () => {
    const id = await bring(aTicket());
    zammad.agentWrites(id, 'One');
    zammad.agentWrites(id, 'One');
    const ids = async () => (await updatesOf(id))?.replies.map((answer) => answer.id) ?? [];
    expect(new Set(await ids()).size).toBe(2);
    expect(await ids()).toEqual(await ids());
  });

  test.each([
    ['lines', 'Hello,<br>please try <b>again</b>.<p>Emma</p>', 'Hello,\nplease try again.\n\nEmma'],
    ['signs', 'a &lt; b &amp; c&nbsp;d &quot;e&quot;', 'a < b & c\u00a0d "e"'],
    ['scripts', 'Hi<script>alert(1)</script><img src=x onerror=alert(1)>', 'Hi'],
    ['links', 'See <a href="https://example.org/x">this page</a>', 'See this page [https://example.org/x]'],
    ['a quotation', 'Yes.<blockquote type="cite">is it there?</blockquote>', 'Yes.'],
    ['headings', '<h1>Done</h1>', 'Done'],
  ])('become plain text where they were written in HTML with %s', async (_what, html, text) => {
    const id = await bring(aTicket());
    zammad.agentWrites(id, html);
    expect((await updatesOf(id))?.replies[0]?.text).toBe(text);
  });

  test('stay as they are where they were written as plain text', async () => {
    const id = await bring(aTicket());
    zammad.agentWrites(id, 'if a < b & c:\n  "go"', { content_type: 'text/plain' });
    expect((await updatesOf(id))?.replies[0]?.text).toBe('if a < b & c:\n  "go"');
  });

  test.each(['', 'emma@example.org', '<emma@example.org>'])(
    'come from the helpdesk where nobody is named: %j',
    async (from) => {
      const id = await bring(aTicket());
      zammad.agentWrites(id, 'Hello', { from });
      expect((await updatesOf(id))?.replies[0]?.agent).toMatch(/helpdesk$/);
    },
  );

  test('leave out empty ones, such as a mere picture', async () => {
    const id = await bring(aTicket());
    zammad.agentWrites(id, '<p> </p><img src="cid:1">');
    expect((await updatesOf(id))?.replies).toEqual([]);
  });
});
