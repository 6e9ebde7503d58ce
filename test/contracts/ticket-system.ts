import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  DeliveryError,
  type ExternalTicket,
  type TicketSystem,
} from '../../src/tickets/systems/ticket-system.ts';
import type { Ticket, TicketMessage } from '../../src/tickets/ticket.ts';
import { aTicket, withMessage } from '../tickets/a-ticket.ts';

/** A ticket system with access to its backend, so that the suite can look into it and break it. */
export interface TicketSystemBench {
  system: TicketSystem;
  /** Keeps a ticket in the store, as the conversation and the outbox do before they deliver anything. */
  keep(ticket: Ticket): Promise<void>;
  /** Returns the texts that the backend has of a ticket, the oldest first: the ticket itself, then each message. */
  textsOf(number: string): Promise<string[]>;
  /** Lets the next delivery arrive without a confirmation. */
  loseNextAnswer(): void;
  /** Lets no delivery arrive until `repair`. */
  fail(): Promise<void>;
  repair(): Promise<void>;
  close(): Promise<void>;
}

const AWKWARD: [string, string][] = [
  ['HTML', `<script>alert("1")</script> <b>bold</b> & <img src=x onerror='alert(1)'> &amp; </p></body>`],
  ['quotation marks and backslashes', `"double" 'single' „low“ \\n \\u0000 \`tick\` \${x} {centre} %s %20`],
  ['line breaks', 'one\ntwo\n\nfour\n.\n..\nFrom here\n> quoted\n-- \nend'],
  ['10,000 characters', `${'The code does not come. '.repeat(416)}The end`.padEnd(10_000, '!')],
  ['one word of 10,000 characters', 'x'.repeat(10_000)],
  ['other scripts and emoji', 'žluťoučký Ærø Ωμέγα مرحبا 你好 👩🏽‍⚕️ 🇪🇺 ﬁ é'],
];

/** The contract that every ticket system keeps. */
export function ticketSystemContract(name: string, open: () => Promise<TicketSystemBench>): void {
  describe(`${name} as a ticket system`, () => {
    let bench: TicketSystemBench;
    const brought = new Map<string, Ticket>();

    beforeEach(async () => {
      brought.clear();
      bench = await open();
    });
    afterEach(() => bench.close());

    /** Delivers as the outbox does: from the store, and notes there where the ticket is. */
    async function deliver(
      ticket: Ticket,
      message?: TicketMessage,
      triedBefore = false,
    ): Promise<ExternalTicket> {
      await bench.keep(ticket);
      const place = await bench.system.deliver({ ticket, message, triedBefore });
      brought.set(ticket.number, {
        ...ticket,
        elsewhere: { [bench.system.name]: { ...place, seen: [] } },
      });
      return place;
    }

    function deliveredTicket(number = 'KMR-FTZ'): Ticket {
      const ticket = brought.get(number);
      if (!ticket) throw new Error(`${number} was not brought`);
      return ticket;
    }

    async function deliverMessage(id: string, text: string, number?: string): Promise<void> {
      const { ticket, message } = withMessage(deliveredTicket(number), id, text);
      await deliver(ticket, message);
    }

    test('holds a delivered ticket with everything that the person confirmed', async () => {
      const ticket = aTicket();
      await deliver(ticket);
      const [text, ...others] = await bench.textsOf(ticket.number);
      const said = [
        ticket.sentence,
        ...ticket.facts.map(({ value }) => value),
        ...ticket.exchanges.map((each) => each.text),
      ];
      for (const part of said) expect(text).toContain(part);
      expect(others).toEqual([]);
    });

    test('holds a ticket once though it was delivered twice', async () => {
      const first = await deliver(aTicket());
      const second = await deliver(aTicket(), undefined, true);
      expect(second).toMatchObject({ id: first.id });
      expect(await bench.textsOf('KMR-FTZ')).toHaveLength(1);
    });

    test('holds a ticket once though the first delivery was not confirmed', async () => {
      bench.loseNextAnswer();
      await expect(deliver(aTicket())).rejects.toThrow();
      expect(await bench.textsOf('KMR-FTZ')).toHaveLength(1);
      await deliver(aTicket(), undefined, true);
      expect(await bench.textsOf('KMR-FTZ')).toHaveLength(1);
    });

    test('holds a later message once, after the ticket', async () => {
      await deliver(aTicket());
      await deliverMessage('m-1', 'It still does not work.');
      await deliverMessage('m-2', 'Now it does.');
      const texts = await bench.textsOf('KMR-FTZ');
      expect(texts).toHaveLength(3);
      expect(texts[1]).toContain('It still does not work.');
      expect(texts[2]).toContain('Now it does.');
    });

    test('holds a message once though it was delivered twice', async () => {
      await deliver(aTicket());
      const { ticket, message } = withMessage(deliveredTicket(), 'm-1', 'Hello?');
      await deliver(ticket, message);
      await deliver(ticket, message, true);
      expect(await bench.textsOf('KMR-FTZ')).toHaveLength(2);
    });

    test('holds a message once though the first delivery was not confirmed', async () => {
      await deliver(aTicket());
      const { ticket, message } = withMessage(deliveredTicket(), 'm-1', 'Hello?');
      bench.loseNextAnswer();
      await deliver(ticket, message).catch(() => undefined);
      await deliver(ticket, message, true);
      expect(await bench.textsOf('KMR-FTZ')).toHaveLength(2);
    });

    test('holds both of two equal messages', async () => {
      await deliver(aTicket());
      await deliverMessage('m-1', 'Hello?');
      const { ticket, message } = withMessage(deliveredTicket(), 'm-2', 'Hello?');
      await deliver(ticket, message, true);
      expect(await bench.textsOf('KMR-FTZ')).toHaveLength(3);
    });

    test('holds the words that come with the end of a ticket once, and has the state where it has one', async () => {
      await deliver(aTicket());
      const { ticket, message } = withMessage(deliveredTicket(), 'm-1', 'It works now.');
      const delivery = { ticket, message, change: 'closed' } as const;
      await bench.keep(ticket);
      bench.loseNextAnswer();
      await bench.system.deliver({ ...delivery, triedBefore: false }).catch(() => undefined);
      await bench.system.deliver({ ...delivery, triedBefore: true });
      expect((await bench.textsOf('KMR-FTZ')).slice(1)).toEqual([expect.stringContaining('It works now.')]);
      const updates = await bench.system.fetchUpdates(ticket);
      expect(updates?.state ?? 'closed').toBe('closed');
    });

    test('keeps two tickets apart', async () => {
      const first = await deliver(aTicket({ sentence: 'The first.' }));
      const second = await deliver(aTicket({ number: 'BCD-FGH', sentence: 'The second.' }), undefined, true);
      expect(second.id).not.toBe(first.id);
      await deliverMessage('m-1', 'To the second.', 'BCD-FGH');
      await deliverMessage('m-2', 'To the first.', 'KMR-FTZ');
      const firstTexts = await bench.textsOf('KMR-FTZ');
      const secondTexts = await bench.textsOf('BCD-FGH');
      expect(firstTexts.join()).toMatch(/The first[\s\S]*To the first/);
      expect(secondTexts.join()).toMatch(/The second[\s\S]*To the second/);
      expect(firstTexts.join()).not.toContain('second');
      expect(secondTexts.join()).not.toContain('first');
    });

    test.each(AWKWARD)('keeps a text with %s as it is', async (_what, text) => {
      await deliver(aTicket({ sentence: text }));
      await deliverMessage('m-1', text);
      const [ticket, message] = await bench.textsOf('KMR-FTZ');
      expect(ticket).toContain(text);
      expect(message).toContain(text);
    });

    test('returns an id by which updates of the ticket are found', async () => {
      await deliver(aTicket());
      const updates = await bench.system.fetchUpdates(deliveredTicket());
      expect(updates ?? { state: 'open', replies: [] }).toEqual({ state: 'open', replies: [] });
    });

    test('returns the same id for a message', async () => {
      const place = await deliver(aTicket());
      const { ticket, message } = withMessage(deliveredTicket(), 'm-1', 'Hello?');
      expect(await deliver(ticket, message)).toEqual(place);
    });

    test('takes a ticket without step, words or email address', async () => {
      const { step: _, ...bare } = aTicket({ sentence: '', facts: [], exchanges: [] });
      await deliver(bare);
      expect(await bench.textsOf('KMR-FTZ')).toHaveLength(1);
    });

    test('reports an outage as temporary, and takes the ticket afterwards', async () => {
      await bench.keep(aTicket());
      await bench.fail();
      const error: unknown = await bench.system
        .deliver({ ticket: aTicket(), triedBefore: false })
        .catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(Error);
      expect(error instanceof DeliveryError && error.isFinal).toBe(false);
      await bench.repair();
      await deliver(aTicket(), undefined, true);
      expect(await bench.textsOf('KMR-FTZ')).toHaveLength(1);
    });
  });
}
