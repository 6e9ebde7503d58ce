import type { ImapFlow } from 'imapflow';
import { z } from 'zod';
import type { MailboxConfig } from '../../config/helpdesk-config.ts';
import { type Log, originOf } from '../../lib/log.ts';
import { repeat } from '../../lib/repeat.ts';
import { MAILBOX_PLACE } from '../../store/keys.ts';
import { NEVER, type Store } from '../../store/store.ts';
import { StoreError } from '../../store/store-error.ts';
import { update } from '../../store/update.ts';
import { mayNameTicket } from './find-ticket.ts';
import { FOLDER } from './folder.ts';
import { imapClient } from './imap.ts';
import type { Handled } from './mail-handler.ts';
import { mailboxProblem } from './mailbox-problem.ts';
import { type ArrivedMail, LARGEST_MAIL, parseMail } from './parse-mail.ts';

const TIMEOUT_MS = 30_000;
/** The server says itself when an email arrives; this is for servers and firewalls that forget to. */
const POLL_EVERY_MS = 60_000;
/** A mailbox that lets nobody in is asked less and less often: an account may be locked after too many tries. */
const LONGEST_PAUSE_MS = 30 * 60_000;
/** Only these fields are read of emails that belong to no ticket. */
const FIELDS = [
  'message-id',
  'from',
  'subject',
  'in-reply-to',
  'references',
  'content-type',
  'x-failed-recipients',
];
/** Ids that are looked at in one go. */
const AT_ONCE = 500;

export interface WatchOptions {
  mailbox: MailboxConfig;
  store: Store;
  handle: (arrived: ArrivedMail) => Promise<Handled>;
  log: Log;
  everyMs?: number;
}

/**
 * Looks at every email that arrives in the mailbox, at once and in the order of arrival, and moves those that are in a ticket by
 * then to a folder of their own; all others stay as they are. Returns the function that ends this.
 */
export function watchMailbox(options: WatchOptions): () => Promise<void> {
  const { mailbox, log, everyMs = POLL_EVERY_MS } = options;
  let client: ImapFlow | undefined;
  let failures = 0;
  let notBefore = 0;
  let hasMore = false;

  const connect = async (): Promise<ImapFlow> => {
    const fresh = imapClient(mailbox.url, TIMEOUT_MS);
    client = fresh;
    await fresh.connect();
    if (!(await fresh.list()).some(({ name }) => name === FOLDER)) await fresh.mailboxCreate(FOLDER);
    fresh.on('exists', ({ count, prevCount }) => {
      if (count <= prevCount) return;
      hasMore = true;
      reading.runNow();
    });
    return fresh;
  };

  const look = async (stopped: AbortSignal): Promise<void> => {
    if (Date.now() < notBefore || stopped.aborted) return;
    try {
      const open = client?.usable ? client : await connect();
      do {
        hasMore = false;
        await readNew(open, options, stopped);
      } while (hasMore && !stopped.aborted);
      failures = 0;
      // It ends with the next command.
      open.idle().catch(() => undefined);
    } catch (error) {
      client?.close();
      if (stopped.aborted) return;
      if (error instanceof StoreError) throw error;
      failures += 1;
      notBefore = Date.now() + Math.min(everyMs * 2 ** (failures - 1), LONGEST_PAUSE_MS) - everyMs / 2;
      log.error({ ...originOf(error), why: mailboxProblem(error) }, 'the mailbox could not be read');
    }
  };

  const reading = repeat(everyMs, 'reading the mailbox', look, log);
  reading.runNow();
  return async () => {
    const stopping = reading.stop();
    // What waits for the server would wait for long.
    client?.close();
    await stopping;
  };
}

const placeSchema = z.object({ validity: z.string(), uid: z.number().int().nonnegative() });

/** Looks at what has arrived since the place that the store names, and takes the place further. */
async function readNew(client: ImapFlow, options: WatchOptions, stopped: AbortSignal): Promise<void> {
  const { uidValidity, uidNext } = await client.mailboxOpen('INBOX');
  const validity = String(uidValidity);
  const place = placeSchema.safeParse((await options.store.get(MAILBOX_PLACE))?.value).data;
  // The ids of another validity say nothing.
  let done = place?.validity === validity ? place.uid : 0;
  while (done < uidNext - 1 && !stopped.aborted) {
    const last = Math.min(done + AT_ONCE, uidNext - 1);
    for (const mail of await mailsThatMayNameTickets(client, `${done + 1}:${last}`))
      if (!stopped.aborted) await handleOne(client, mail, options);
    if (stopped.aborted) return;
    await keepPlace(options.store, { validity, uid: last });
    done = last;
  }
}

interface Listed {
  uid: number;
  bytes: number;
}

async function mailsThatMayNameTickets(client: ImapFlow, range: string): Promise<Listed[]> {
  const found: Listed[] = [];
  const query = { uid: true, size: true, headers: FIELDS };
  for await (const { uid, size: bytes = 0, headers } of client.fetch(range, query, { uid: true })) {
    const head = headers && (await parseMail({ source: headers, bytes }));
    if (head && mayNameTicket(head)) found.push({ uid, bytes });
  }
  return found;
}

async function handleOne(client: ImapFlow, { uid, bytes }: Listed, options: WatchOptions): Promise<void> {
  const uids = String(uid);
  const mail = await client.fetchOne(uids, { source: { maxLength: LARGEST_MAIL } }, { uid: true });
  const source = mail ? mail.source : undefined;
  // Another process was faster.
  if (!source) return;
  if ((await outcomeOf({ source, bytes }, options)) === 'left') return;
  if (await client.messageMove(uids, FOLDER, { uid: true })) return;
  if (!client.usable) throw new Error('the connection was cut');
  options.log.error(
    { uid, folder: FOLDER },
    'an email is in its ticket, but the mail server does not move it',
  );
}

/** An email that nothing can read must not hold up the others; while the store is away, all of them wait. */
async function outcomeOf(arrived: ArrivedMail, { handle, log }: WatchOptions): Promise<Handled> {
  try {
    return await handle(arrived);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    log.error(originOf(error), 'an email could not be read, and stays in the mailbox');
    return 'left';
  }
}

/** Takes the place further, and never back: another process may be ahead. */
function keepPlace(store: Store, place: z.infer<typeof placeSchema>): Promise<void> {
  return update(store, 'the place in the mailbox', async () => {
    const kept = await store.get(MAILBOX_PLACE);
    const known = placeSchema.safeParse(kept?.value).data;
    const isAhead = known?.validity === place.validity && known.uid >= place.uid;
    const write = { key: MAILBOX_PLACE, expected: kept?.version ?? null, value: place, expiresAt: NEVER };
    return { writes: isAhead ? [] : [write], result: undefined };
  });
}
