import { afterEach, describe, expect, test } from 'vitest';
import { completeErasures, eraseConversation } from '../../src/conversation/erasure/erasure.ts';
import { newState } from '../../src/conversation/state.ts';
import * as allKeys from '../../src/store/keys.ts';
import type { Store } from '../../src/store/store.ts';
import { openInbox } from '../../src/tickets/systems/inbox.ts';
import { Tickets } from '../../src/tickets/tickets.ts';
import { aTicket } from '../tickets/a-ticket.ts';

const HOUR = 3_600_000;
const keys: Record<keyof typeof allKeys, string> = { ...allKeys };
/** Web chat ids have no slash; those of Teams have, and one may begin with another. */
export const MINE = 'teams/19:mine';
export const OTHERS = ['teams/19:mine/29:someone', 'teams/19:mine2', 'other'];

/** The words that are in every row of a conversation. */
export const wordsOf = (conversation: string): string => `marker of ${conversation};`;

/**
 * What an erasure does with each kind of record. A new kind needs a decision here: does a row of it hold anything of one
 * person, and can it be found by their conversation?
 */
const DECISIONS: Record<keyof typeof keys, 'erased' | `kept: ${string}`> = {
  CONVERSATIONS: 'erased',
  UNREADABLE: 'erased',
  HISTORY: 'erased',
  TICKETS: 'erased',
  TICKETS_SIGNING_KEY: 'kept: of no person',
  READ_MAILS: 'kept: the hash of an id that names nobody',
  MAILBOX_PLACE: 'kept: of no person',
  LISTED: 'erased',
  OUTBOX: 'erased',
  ERASURES: 'erased',
  WEBCHAT_CONVERSATIONS: 'kept: its channel replaces it by a row that holds nothing of the person',
  WEBCHAT_SIGNING_KEY: 'kept: of no person',
  COUNTS: 'kept: numbers alone',
  FEEDBACK: 'kept: nothing in it says whose it is, and a tie only for this would say so',
  SESSIONS: 'kept: of the people of the helpdesk',
  AGENTS: 'kept: of the people of the helpdesk',
  PENDING_SIGN_INS: 'kept: of the people of the helpdesk',
  SIGN_IN_LINKS: 'kept: of the people of the helpdesk',
  API_KEYS: 'kept: of no person',
  PROBES: 'kept: of no person',
};

/** Tests that every store must pass: of a person whose data is erased nothing is left. */
export function erasureContract(name: string, open: () => Promise<Store> | Store): void {
  const opened: Store[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  async function openOne(): Promise<Store> {
    const store = await open();
    opened.push(store);
    return store;
  }

  const keysOf = async (store: Store): Promise<string[]> => (await store.list('')).map(({ key }) => key);
  const noClosing = async () => [];

  describe(`An erasure in ${name}`, () => {
    test('has a decision for every kind of record', () => {
      expect(Object.keys(DECISIONS).sort()).toEqual(Object.keys(keys).sort());
    });

    test('leaves no row of the person, and every row of others', async () => {
      const store = await openOne();
      for (const conversation of OTHERS) await fill(store, conversation);
      await fillOther(store);
      const before = await keysOf(store);
      await fill(store, MINE);
      expect((await keysOf(store)).length).toBeGreaterThan(before.length + 600);
      const numbers = await eraseConversation(store, MINE, noClosing);
      expect(numbers.sort()).toEqual(numbersOf(MINE));
      expect((await keysOf(store)).filter((key) => key !== `webchat/${MINE}`)).toEqual(before);
      expect(JSON.stringify(await store.list(''))).not.toContain(wordsOf(MINE));
    });

    test('deletes the rows of each kind that the table names, and no other', async () => {
      const store = await openOne();
      await fill(store, MINE);
      await fillOther(store);
      await eraseConversation(store, MINE, noClosing);
      const left = await keysOf(store);
      for (const [kind, decision] of Object.entries(DECISIONS)) {
        const rows = left.filter((key) => key.startsWith(keys[kind as keyof typeof keys]));
        // The web chat ends the conversation in the same commit; see its own tests.
        expect([kind, rows.length > 0]).toEqual([kind, decision !== 'erased']);
      }
    });

    test('that stops anywhere in the middle is completed later, and nothing is left', async () => {
      for (let works = 0; ; works++) {
        const store = await openOne();
        await fill(store, MINE);
        const isDone = await eraseConversation(failingAfter(store, works), MINE, noClosing).then(
          () => true,
          () => false,
        );
        const isBegun = !(await store.get(`talk/${MINE}`));
        expect(isBegun).toBe(works > 0);
        await completeErasures(store);
        if (isBegun) expect(await keysOf(store)).toEqual([`webchat/${MINE}`]);
        // Nothing at all has happened where it could not even be noted.
        else expect((await keysOf(store)).length).toBeGreaterThan(600);
        if (isDone) return;
      }
    });

    test('that is completed late spares what the person has written since', async () => {
      const store = await openOne();
      await fill(store, MINE);
      await eraseConversation(failingAfter(store, 1), MINE, noClosing).catch(() => undefined);
      const rows = [
        { key: `talk/${MINE}`, value: newState() },
        { key: `history/${MINE}/0009999`, value: { id: 'new' } },
        { key: 'ticket/NEW-NEW', value: aTicket({ number: 'NEW-NEW', talk: MINE }) },
      ];
      await put(store, rows);
      await completeErasures(store);
      expect(await keysOf(store)).toEqual([
        `history/${MINE}/0009999`,
        `talk/${MINE}`,
        'ticket/NEW-NEW',
        `webchat/${MINE}`,
      ]);
    });

    test('is completed by two processes at once', async () => {
      const store = await openOne();
      await fill(store, MINE);
      await eraseConversation(failingAfter(store, 1), MINE, noClosing).catch(() => undefined);
      await Promise.all([completeErasures(store), completeErasures(store)]);
      expect(await keysOf(store)).toEqual([`webchat/${MINE}`]);
    });

    test('wins against people of the helpdesk who change the ticket meanwhile', async () => {
      const store = await openOne();
      await fill(store, MINE);
      const [number = ''] = numbersOf(MINE);
      const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
      const inbox = openInbox(store, HOUR, undefined);
      const agent = { id: 'a', name: 'Robin' };
      const changes = Array.from({ length: 5 }, (_, n) => tickets.reply(number, agent, `answer ${n}`));
      const delivered = inbox.deliver({ ticket: aTicket({ number }), triedBefore: false });
      await Promise.allSettled([...changes, delivered, eraseConversation(store, MINE, noClosing)]);
      expect(await tickets.reply(number, agent, 'too late')).toEqual({ done: false, reason: 'gone' });
      expect((await keysOf(store)).filter((key) => key.includes(number))).toEqual([]);
    });
  });
}

/** The numbers of the two tickets of a conversation. */
function numbersOf(conversation: string): string[] {
  const at = [MINE, ...OTHERS].indexOf(conversation);
  return [`AAA-${'BCDF'[at]}BB`, `BBB-${'BCDF'[at]}CC`];
}

/** Stores rows of every kind for a conversation, more than are deleted in one commit. */
export async function fill(store: Store, conversation: string): Promise<void> {
  const words = wordsOf(conversation);
  const history = Array.from({ length: 600 }, (_, n) => ({
    key: `${keys.HISTORY}${conversation}/${String(n + 1).padStart(7, '0')}`,
    value: { id: `${n}`, type: 'message', text: words },
  }));
  const [open = '', closed = ''] = numbersOf(conversation);
  const tickets = [
    aTicket({ number: open, talk: conversation, sentence: words }),
    aTicket({ number: closed, talk: conversation, sentence: words, state: 'closed' }),
  ];
  await put(store, [
    { key: keys.CONVERSATIONS + conversation, value: { ...newState(), asked: [{ card: 'c', text: words }] } },
    { key: keys.WEBCHAT_CONVERSATIONS + conversation, value: { version: 1 } },
    { key: `${keys.UNREADABLE}${keys.CONVERSATIONS}${conversation}/7`, value: { words } },
    ...history,
    ...tickets.flatMap((ticket) => [
      { key: keys.TICKETS + ticket.number, value: ticket },
      { key: keys.LISTED + ticket.number, value: { number: ticket.number, about: words } },
      ...['chat', 'email', 'inbox'].map((target) => ({
        key: `${keys.OUTBOX}${target}/${ticket.number}/00000`,
        value: { target, ticket: ticket.number, words },
      })),
    ]),
  ]);
}

/** Stores rows of the kinds that are of no person who chats. */
function fillOther(store: Store): Promise<void> {
  const kinds = Object.entries(DECISIONS).filter(([, decision]) => decision !== 'erased');
  const prefixes = kinds.map(([kind]) => keys[kind as keyof typeof keys]);
  return put(
    store,
    prefixes.map((prefix) => ({ key: prefix.endsWith('/') ? `${prefix}x` : prefix, value: 'x' })),
  );
}

async function put(store: Store, rows: readonly { key: string; value: unknown }[]): Promise<void> {
  const expiresAt = Date.now() + HOUR;
  expect(await store.commit(rows.map((row) => ({ ...row, expected: null, expiresAt })))).toBe(true);
}

/** A store whose commits fail after some, as they do where the process is killed. */
function failingAfter(store: Store, commits: number): Store {
  let left = commits;
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'commit') return (...given: unknown[]) => Reflect.get(target, name).apply(target, given);
      return (...given: Parameters<Store['commit']>) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('killed')) : target.commit(...given);
      };
    },
  });
}
