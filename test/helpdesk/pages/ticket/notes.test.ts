import { describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../../../src/content/content.ts';
import { firstAnswerAt } from '../../../../src/tickets/ticket.ts';
import { pack } from '../../../support/clinician.ts';
import { ANN, aTicket, BEN, fill, openInbox, words } from '../support.ts';

const { removed } = textsOf(pack, DEFAULT_LANGUAGE).messages;
const page = (number: string) => `/helpdesk/tickets/${number}`;

describe('An internal note', () => {
  test('is shown to the helpdesk, logged, and goes neither to the person nor to another system', async () => {
    const ticket = aTicket();
    const { get, post, tickets, store } = await openInbox({ tickets: [ticket] });
    const { location } = await post(`${page(ticket.number)}/reply`, {
      text: 'Known <b>trouble</b>.',
      note: 'yes',
    });
    expect(location).toBe(`${page(ticket.number)}?done=note`);
    const { html } = await get(location ?? '', 'ben');
    expect(html).toContain('Known &lt;b&gt;trouble&lt;/b&gt;.');
    expect(html).toContain(fill(words.ticket.note, { agent: 'Ann' }));
    expect(html).toContain(words.note.done);
    expect(html).toContain(`Ann: ${words.ticket.did.note}`);
    expect(await store.list('outbox/')).toEqual([]);
    expect(await tickets.get(ticket.number)).toMatchObject({ state: 'open', messages: [] });
  });

  test('does not count as the answer that the person waits for', async () => {
    const ticket = aTicket();
    const { post, tickets } = await openInbox({ tickets: [ticket] });
    const waits = async () =>
      (await tickets.list()).map(({ waitsForUs, unansweredSince }) => ({ waitsForUs, unansweredSince }));
    const before = await waits();
    await post(`${page(ticket.number)}/note`, { text: 'I have asked the registry.' });
    expect(await waits()).toEqual(before);
    const noted = await tickets.get(ticket.number);
    expect(noted && firstAnswerAt(noted)).toBeUndefined();
  });

  test.each([
    ['that a colleague has', { state: 'taken', agent: BEN }],
    ['that is closed', { state: 'closed', agent: BEN }],
  ] as const)('can be written on a ticket %s', async (_which, over) => {
    const ticket = aTicket(over);
    const { get, post, tickets } = await openInbox({ tickets: [ticket] });
    expect((await get(page(ticket.number))).html).toContain(words.note.open);
    expect((await post(`${page(ticket.number)}/note`, { text: 'We met.' })).status).toBe(303);
    expect(await tickets.get(ticket.number)).toMatchObject({
      ...over,
      notes: [{ text: 'We met.', agent: 'Ann' }],
    });
  });

  test('is kept once where its button is pressed twice', async () => {
    const ticket = aTicket();
    const { post, tickets } = await openInbox({ tickets: [ticket] });
    const save = () => post(`${page(ticket.number)}/note`, { text: 'Twice' });
    expect((await Promise.all([save(), save()])).map(({ status }) => status)).toEqual([303, 303]);
    expect((await tickets.get(ticket.number))?.notes).toHaveLength(1);
  });

  test('that seems to hold a password is not kept unless one insists, and comes back as a note', async () => {
    const ticket = aTicket();
    const { post, tickets } = await openInbox({ tickets: [ticket] });
    const text = 'The password is Summer-2026 for now.';
    const { status, html } = await post(`${page(ticket.number)}/reply`, { text, note: 'yes' });
    expect(status).toBe(400);
    expect(html).toContain(fill(words.refused.note.sensitive, { what: removed.password.name }));
    expect(html).toContain(`\n${text}</textarea>`);
    expect(html).toContain('name="note" value="yes" checked');
    expect(html).toContain(words.note.anyway);
    expect((await tickets.get(ticket.number))?.notes).toEqual([]);
    await post(`${page(ticket.number)}/reply`, { text, note: 'yes', anyway: 'yes' });
    expect((await tickets.get(ticket.number))?.notes).toMatchObject([{ text }]);
  });

  test('that is empty or too long is refused in words of its own', async () => {
    const ticket = aTicket({ state: 'closed', agent: ANN });
    const { post } = await openInbox({ tickets: [ticket] });
    const save = async (text: string) => (await post(`${page(ticket.number)}/note`, { text })).html;
    expect(await save(' ')).toContain(words.refused.note.empty);
    expect(await save('y'.repeat(4001))).toContain(
      fill(words.refused.note.tooLong, { limit: 4000, length: 4001 }),
    );
  });

  test('is found by the search', async () => {
    const ticket = aTicket();
    const { get, post } = await openInbox({ tickets: [ticket, aTicket()] });
    await post(`${page(ticket.number)}/note`, { text: 'Ask the registrar' });
    const { html } = await get('/helpdesk?q=registrar');
    expect([...html.matchAll(/class="number">([A-Z-]+)</g)].map(([, number]) => number)).toEqual([
      ticket.number,
    ]);
  });
});
