import { expect, test, vi } from 'vitest';
import { chatLinkKey, ticketOfLink } from '../../../src/tickets/emails/chat-link.ts';
import type { Ticket } from '../../../src/tickets/ticket.ts';
import { aTicket } from '../a-ticket.ts';

const SECRET = 's'.repeat(43);
const HOUR = 3_600_000;
const ticket = aTicket({ linkKey: 'first' });
const other = aTicket({ number: 'BCD-FGH', linkKey: 'other' });

function open(key: string, kept: Ticket[] = [ticket, other], secret = SECRET): Promise<string | undefined> {
  const find = async (number: string) => kept.find((one) => one.number === number);
  return ticketOfLink(secret, key, find).then((found) => found?.number);
}

const until = (ms: number) => Date.now() + ms;

test('A link opens its own ticket, any number of times', async () => {
  const key = chatLinkKey(SECRET, ticket, until(HOUR));
  expect(await open(key)).toBe('KMR-FTZ');
  expect(await open(key)).toBe('KMR-FTZ');
});

test('A link ends at its time', async () => {
  const key = chatLinkKey(SECRET, ticket, until(HOUR));
  vi.useFakeTimers({ now: Date.now() + HOUR + 1 });
  try {
    expect(await open(key)).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});

const key = chatLinkKey(SECRET, ticket, until(HOUR));
const [number = '', seconds = '', proof = ''] = key.split('.');
test.each<[string, string]>([
  ['for another ticket', `${other.number}.${seconds}.${proof}`],
  ['for a longer time', `${number}.${Number(seconds) + 1}.${proof}`],
  [
    'with another proof',
    `${number}.${seconds}.${proof.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))}`,
  ],
  ['with a shorter proof', `${number}.${seconds}.${proof.slice(1)}`],
  ['with something behind it', `${key}x`],
  ['with nothing in it', ''],
  ['that never ends', `${number}.9999999999999.${proof}`],
])('A forged link opens nothing: %s', async (_, forged) => {
  expect(await open(forged)).toBeUndefined();
});

test('A link opens nothing once its ticket has another key, has none, or is no longer kept', async () => {
  const { linkKey: _, ...without } = ticket;
  expect(await open(key)).toBe('KMR-FTZ');
  expect(await open(key, [{ ...ticket, linkKey: 'second' }])).toBeUndefined();
  expect(await open(key, [without])).toBeUndefined();
  expect(await open(key, [other])).toBeUndefined();
  expect(await open(key, [ticket], 't'.repeat(43))).toBeUndefined();
});
