import { describe, expect, test } from 'vitest';
import { ANN, aTicket, BEN, numberOf, openInbox } from '../support.ts';

const MARK = '\u{FEFF}';
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const answer = (at: string) => ({ id: 'm', text: 'Look again', by: 'agent', agent: 'Ann', at }) as const;

/** Returns the rows of a file, each as a record by the names of the columns. */
function rowsOf(csv: string): Record<string, string>[] {
  const [head = [], ...rows] = csv
    .replace(MARK, '')
    .trimEnd()
    .split('\r\n')
    .map((row) =>
      [...row.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/g)].map(([, q, plain]) => q ?? plain ?? ''),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

describe('The list as CSV', () => {
  test('says of each ticket what it is about, whose it is, how long it waited and how it ended', async () => {
    const [openedAt, at, closed] = [hoursAgo(5), hoursAgo(3), hoursAgo(1)];
    const done = aTicket({
      state: 'closed',
      agent: ANN,
      openedAt,
      changedAt: hoursAgo(0.5),
      country: 'NL',
      centre: 'nl-nijmegen-radboudumc',
      topic: { question: 'sms-not-received' },
      messages: [answer(at)],
      log: [
        { who: 'Ann', what: 'close', at: hoursAgo(2) },
        { who: 'Ann', what: 'reopen', at: hoursAgo(1.5) },
        { who: 'Ann', what: 'close', at: closed },
      ],
    });
    const { get, logged } = await openInbox({ tickets: [done] });
    const { status, html, headers } = await get('/helpdesk/tickets.csv?show=all');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="tickets-[\d-]{10}\.csv"$/);
    expect(headers.get('cache-control')).toBe('no-store');
    const [row] = rowsOf(html);
    expect(row).toMatchObject({
      number: done.number,
      desk: 'eUROGEN helpdesk',
      state: 'closed',
      country: 'Netherlands',
      opened: openedAt,
      'first answer': at,
      closed,
      'minutes waited in opening hours': '120',
      agent: 'Ann',
      reopened: '1',
      outcome: 'answered and closed',
    });
    expect(row?.title).toContain('text message');
    expect(row?.step).not.toContain('/');
    expect(row?.centre).toContain('Radboud');
    expect(logged).toEqual([{ agent: 'ann', action: 'export', tickets: 1 }]);
  });

  test('tells tickets that wait, that nobody answered, and that were closed silently', async () => {
    const log = [{ who: 'Ann', what: 'closeSilently', at: hoursAgo(1) }];
    const tickets = [
      aTicket({ openedAt: hoursAgo(2) }),
      aTicket({ state: 'taken', agent: BEN, messages: [answer(hoursAgo(1))] }),
      aTicket({ state: 'closed', agent: BEN, changedAt: hoursAgo(1) }),
      aTicket({ state: 'closed', agent: ANN, log }),
    ];
    const { get } = await openInbox({ tickets });
    const rows = rowsOf((await get('/helpdesk/tickets.csv?show=all')).html);
    const outcomes = new Map(rows.map(({ number, outcome }) => [number, outcome]));
    expect(tickets.map(({ number }) => outcomes.get(number))).toEqual([
      'waiting',
      'answered',
      'closed without an answer',
      'closed silently',
    ]);
    expect(rows.find(({ outcome }) => outcome === 'waiting')?.['minutes waited in opening hours']).toBe(
      '120',
    );
  });

  test('holds no address and no words of a person, also where they would be the title', async () => {
    const { step: _, ...ticket } = aTicket({
      email: 'clinician@hospital.example',
      sentence: 'secretwords',
      exchanges: [{ by: 'person', text: 'secretwords' }],
      messages: [{ id: '1', by: 'person', text: 'secretwords', at: hoursAgo(1) }],
      facts: [{ name: 'Step', value: 'secretwords' }],
    });
    const { get } = await openInbox({ tickets: [ticket] });
    const { html } = await get('/helpdesk/tickets.csv');
    expect(html).toContain(ticket.number);
    expect(html).not.toMatch(/secretwords|hospital/);
  });

  test('has what the filters let through, of every page, in the order of the list', async () => {
    const some = Array.from({ length: 120 }, () => aTicket({ desk: 'eu-login-support' }));
    const { get } = await openInbox({ tickets: [aTicket(), ...some] });
    const of = async (search: string) => rowsOf((await get(`/helpdesk/tickets.csv${search}`)).html);
    expect(await of('?show=passedOn&desk=eu-login-support&page=2')).toHaveLength(120);
    expect(await of('?desk=eu-login-support')).toEqual([]);
    expect(await of('?show=mine')).toEqual([]);
    expect((await of(`?show=passedOn&q=${some[0]?.number}`)).map(({ number }) => number)).toEqual([
      some[0]?.number,
    ]);
    const listed = (await get('/helpdesk?sort=oldest')).html;
    expect(listed).toContain('href="/helpdesk/tickets.csv?sort=oldest"');
  });

  test('begins no field as a formula', async () => {
    const agent = { id: 'ann', name: '=HYPERLINK("https://example.org")' };
    const { get } = await openInbox({ tickets: [aTicket({ state: 'taken', agent })] });
    expect((await get('/helpdesk/tickets.csv')).html).toContain(`"'=HYPERLINK(""https://example.org"")"`);
  });

  test('of five thousand tickets comes whole', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => aTicket({ number: numberOf(900_000 + at) }));
    const { get } = await openInbox({ tickets: many });
    const rows = rowsOf((await get('/helpdesk/tickets.csv')).html);
    expect(new Set(rows.map(({ number }) => number)).size).toBe(5000);
  });

  test('is for people who have signed in', async () => {
    const { url, get } = await openInbox({ tickets: [aTicket()] });
    const { status, location, html } = await get('/helpdesk/tickets.csv', 'nobody');
    expect([status, location, html]).toEqual([303, '/helpdesk/sign-in', '']);
    expect((await fetch(`${url}/helpdesk/tickets.csv`, { method: 'HEAD', redirect: 'manual' })).status).toBe(
      303,
    );
  });
});
