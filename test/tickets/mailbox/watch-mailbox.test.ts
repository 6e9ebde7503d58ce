import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreError } from '../../../src/store/store-error.ts';
import { LARGEST_MAIL } from '../../../src/tickets/mailbox/parse-mail.ts';
import { watchMailbox } from '../../../src/tickets/mailbox/watch-mailbox.ts';
import { ImapServer } from './imap-server.ts';
import { OURS, someMail, tag } from './some-mail.ts';
import { type Desk, deskOn, openDesk } from './support.ts';

const FOLDER = 'Assistant';
/** Longer than any of these tests: what is read before comes by IDLE. */
const NEVER_POLLS = 60_000;

let imap: ImapServer;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  imap = await new ImapServer().open();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await imap.close();
});

interface Watching {
  everyMs?: number;
  url?: string;
  handle?: Desk['handle'];
}

/** Watches the mailbox for a desk, and returns what it logs as errors. */
function watch(
  desk: Desk,
  { everyMs = NEVER_POLLS, url = imap.url(), handle = desk.handle }: Watching = {},
): object[] {
  const errors: object[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (about: object) => void errors.push(about),
  };
  stops.push(
    watchMailbox({
      mailbox: { url },
      store: desk.store,
      handle: ({ source, bytes }) => handle(Buffer.from(source).toString('latin1'), bytes),
      log,
      everyMs,
    }),
  );
  return errors;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await isSo()) return;
    await setTimeout(20);
  }
  throw new Error('it never came to that');
}

const messagesOf = async (desk: Desk): Promise<string[]> =>
  (await desk.ticket()).messages.map(({ text }) => text);
const arrived = (desk: Desk, count: number) => until(async () => (await messagesOf(desk)).length === count);

describe('A mailbox', () => {
  test('has a reply in its ticket as soon as it arrives, and then in a folder of its own', async () => {
    const desk = await openDesk();
    watch(desk);
    await until(() => imap.connections === 1);
    await setTimeout(200);
    imap.deliver(someMail({ body: 'It is grey.' }));
    await arrived(desk, 1);
    await until(() => imap.subjectsIn(FOLDER).length === 1);
    expect(imap.subjectsIn('INBOX')).toEqual([]);
  });

  test('is read from its beginning, in the order of arrival, and what is no reply stays as it is', async () => {
    const desk = await openDesk();
    imap.deliver(someMail({ subject: 'Lunch?', from: 'kim@network.example.org' }));
    imap.deliver(someMail({ body: 'First.' }));
    imap.deliver(someMail({ subject: 'Newsletter', headers: ['List-Id: <x>', 'Content-Type: text/plain'] }));
    imap.deliver(someMail({ body: 'Second.' }));
    watch(desk);
    await arrived(desk, 2);
    expect(await messagesOf(desk)).toEqual(['First.', 'Second.']);
    await until(() => imap.subjectsIn(FOLDER).length === 2);
    expect(imap.subjectsIn('INBOX')).toEqual(['Lunch?', 'Newsletter']);
  });

  test('is not read for what belongs to no ticket: only its header is fetched, once', async () => {
    const desk = await openDesk();
    const handled: string[] = [];
    const handle = async (raw: string) => {
      handled.push(raw);
      return 'left' as const;
    };
    imap.deliver(someMail({ subject: 'Lunch?' }));
    imap.deliver(someMail({ subject: 'about KMR-FTZ' }));
    watch(desk, { handle, everyMs: 50 });
    await until(() => handled.length === 1);
    await setTimeout(300);
    expect(handled).toHaveLength(1);
    expect(imap.subjectsIn('INBOX')).toHaveLength(2);
  });

  test('is read by two processes at once, and each reply is in its ticket once', async () => {
    const desk = await openDesk();
    watch(desk, { everyMs: 50 });
    watch(deskOn(desk.store), { everyMs: 50 });
    for (let n = 1; n <= 5; n++) imap.deliver(someMail({ body: `Message ${n}.` }));
    await arrived(desk, 5);
    await until(() => imap.subjectsIn(FOLDER).length >= 5 && imap.subjectsIn('INBOX').length === 0);
    imap.deliver(someMail({ body: 'Message 6.' }));
    await arrived(desk, 6);
    expect(await messagesOf(desk)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Message ${n}.`));
  });

  test('that is cut off is connected to again, and nothing is lost or doubled', async () => {
    const desk = await openDesk();
    watch(desk, { everyMs: 50 });
    imap.deliver(someMail({ body: 'Before.' }));
    await arrived(desk, 1);
    await imap.close();
    await setTimeout(150);
    await imap.open();
    imap.deliver(someMail({ body: 'After.' }));
    await arrived(desk, 2);
    expect(await messagesOf(desk)).toEqual(['Before.', 'After.']);
  });

  test('has a reply once, although the assistant stops before it is moved', async () => {
    const desk = await openDesk();
    const raw = someMail({ body: 'Once.' });
    imap.deliver(raw);
    watch(desk, {
      async handle(source, bytes) {
        const outcome = await desk.handle(source, bytes);
        imap.cut();
        return outcome;
      },
    });
    await arrived(desk, 1);
    await stops.pop()?.();
    expect(imap.subjectsIn('INBOX')).toHaveLength(1);
    watch(deskOn(desk.store));
    await until(() => imap.subjectsIn(FOLDER).length === 1);
    expect(await messagesOf(desk)).toEqual(['Once.']);
  });

  test('keeps a reply until the store is there again', async () => {
    const desk = await openDesk();
    let isAway = true;
    imap.deliver(someMail({ body: 'Later.' }));
    watch(desk, {
      everyMs: 50,
      async handle(raw, bytes) {
        if (isAway) throw new StoreError('unreachable', 'ECONNREFUSED');
        return desk.handle(raw, bytes);
      },
    });
    await setTimeout(200);
    isAway = false;
    await arrived(desk, 1);
  });

  test('with an email that nothing can read goes on with the next', async () => {
    const desk = await openDesk();
    imap.deliver(someMail({ body: 'Broken.' }));
    imap.deliver(someMail({ body: 'Whole.' }));
    watch(desk, {
      async handle(raw, bytes) {
        if (raw.includes('Broken')) throw new TypeError('it is broken');
        return desk.handle(raw, bytes);
      },
    });
    await arrived(desk, 1);
    expect(await messagesOf(desk)).toEqual(['Whole.']);
  });

  test('fetches of an email of 6 MB no more than is read', async () => {
    const desk = await openDesk();
    let fetched = 0;
    imap.deliver(someMail({ body: `${'x'.repeat(70)}\r\n`.repeat(90_000) }));
    watch(desk, {
      async handle(raw, bytes) {
        fetched = raw.length;
        return desk.handle(raw, bytes);
      },
    });
    await arrived(desk, 1);
    expect(fetched).toBe(LARGEST_MAIL);
    expect((await desk.ticket()).messages).toMatchObject([{ byEmail: { unread: 'tooLarge' } }]);
  });

  test('that refuses the password says which setting to change, and is asked less and less often', async () => {
    const desk = await openDesk();
    const errors = watch(desk, { url: imap.url({ password: 'wrong' }), everyMs: 50 });
    await until(() => errors.length >= 2);
    expect(errors[0]).toMatchObject({ why: expect.stringContaining('IMAP_URL') });
    expect(JSON.stringify(errors)).not.toContain('wrong');
    const tries = errors.length;
    await setTimeout(500);
    expect(errors.length).toBeLessThan(tries + 4);
  });

  test('that nobody answers for is left within a moment when the assistant stops', async () => {
    const desk = await openDesk();
    const errors = watch(desk, { url: 'imap://a:b@127.0.0.1:1', everyMs: 50 });
    await until(() => errors.length > 0);
    await stops.pop()?.();
    expect(errors[0]).toMatchObject({ why: expect.stringContaining('cannot be reached') });
  });

  test('never moves our own emails that come back as copies', async () => {
    const desk = await openDesk();
    imap.deliver(someMail({ from: OURS, subject: `Question ${tag('desk')}` }));
    imap.deliver(someMail({ body: 'Mine.' }));
    watch(desk);
    await until(() => imap.subjectsIn(FOLDER).length === 1);
    expect(imap.subjectsIn('INBOX')).toHaveLength(1);
  });
});
