import type { Server } from 'restify';
import type { Counts } from '../analytics/counts.ts';
import type { OpenHelpdesk } from '../config/helpdesk-config.ts';
import type { Content } from '../content/content.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import type { TransactionOptions } from '../conversation/transaction.ts';
import { type Log, originOf } from '../lib/log.ts';
import { once } from '../lib/once.ts';
import { repeat } from '../lib/repeat.ts';
import type { Limits } from '../limits/limits.ts';
import { TICKETS_SIGNING_KEY } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { storedSecret } from '../store/stored-secret.ts';
import { askIfSolved } from '../tickets/ask-if-solved.ts';
import { ticketOfLink } from '../tickets/emails/chat-link.ts';
import { openMailer } from '../tickets/emails/mailer.ts';
import { newTicketEmailHandler } from '../tickets/emails/new-ticket-handler.ts';
import { personEmailHandler } from '../tickets/emails/person-handler.ts';
import { openMailbox } from '../tickets/mailbox/open.ts';
import { notifyWaiting } from '../tickets/notify-waiting.ts';
import { chatOutboxHandler, type SendToChat } from '../tickets/outbox/chat-handler.ts';
import { Outbox, type OutboxHandler } from '../tickets/outbox/outbox.ts';
import { systemOutboxHandler } from '../tickets/outbox/system-handler.ts';
import { NewsTroubles } from '../tickets/systems/news-troubles.ts';
import { openTicketSystems } from '../tickets/systems/open.ts';
import { pullUpdates } from '../tickets/systems/sync.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { CHAT, COPY, NEW_TICKET_EMAIL, PERSON_EMAIL } from '../tickets/ticket-rows.ts';
import { Tickets } from '../tickets/tickets.ts';
import type { Understand } from '../understanding/understand.ts';
import { countsOfChange } from './counts-of-change.ts';
import { handOverCount } from './hand-over-count.ts';
import { pageContextFor } from './layout.ts';
import { mountAnalytics } from './pages/analytics/routes.ts';
import { mountAssets } from './pages/assets.ts';
import { mountInbox } from './pages/routes.ts';
import { mountLearnFromTickets } from './pages/ticket/learn-routes.ts';
import { listAgents } from './sign-in/colleagues.ts';
import { mountSignIn } from './sign-in/endpoint.ts';
import type { AllAnswers, Suggest } from './suggestion.ts';

const WAITING_EVERY_MS = 30_000;
const PULL_EVERY_MS = 60_000;

export interface HelpdeskOptions {
  config: OpenHelpdesk;
  store: Store;
  /** Returns the content pack that counts now. */
  content: () => Content;
  /** Returns the problems of a changed pack that could not take over; none where there is none. */
  contentProblems: () => readonly ContentProblem[];
  understand: Understand;
  suggest: Suggest;
  answers: AllAnswers;
  counts: Counts;
  contentDir: string;
  /** The address under which people reach the assistant, without a trailing slash; undefined where only this machine does. */
  publicUrl: string | undefined;
  /** The address of the page that opens a person's conversation by the link of an email. */
  linkPage: string;
  retentionMs: number;
  limits: Limits;
  log: Log;
}

/** The helpdesk of a running assistant. */
export interface Helpdesk {
  /** The parts that turns need. */
  forTurns: NonNullable<TransactionOptions['helpdesk']>;
  /** The names of all outbox targets. */
  targets: readonly string[];
  /** Returns the id of the conversation that the link of an email opens; undefined where the link is of no use (any more). */
  conversationOf(linkKey: string): Promise<string | undefined>;
  /** Returns the number of pages that listen for changes. */
  openStreams(): number;
  /** Starts to deliver tickets to their systems and replies to the chats. */
  start(send: SendToChat): void;
  close(): Promise<void>;
}

/** Opens the helpdesk: its pages, its tickets and their outbox. */
export function openHelpdesk(server: Server, options: HelpdeskOptions): Helpdesk {
  const { config, store, content, understand, suggest, answers, counts, retentionMs, limits, log } = options;
  const emailAfterMs = config.mail && config.emailAnswersAfterMs;
  const changes = new TicketChanges();
  const announce = (number: string) => changes.announce(number);
  const newsTroubles = new NewsTroubles();
  let outbox: Outbox | undefined;
  const changed = (number: string) => {
    changes.announce(number);
    outbox?.wake();
  };
  const { systems, copy, targetsFor } = openTicketSystems(config, {
    store,
    content,
    retentionMs,
    base: options.publicUrl,
  });
  const tickets = new Tickets({
    store,
    retentionMs,
    emailAfterMs,
    changed,
    mirrors: (desk) => targetsFor(desk).filter((name) => systems.get(name)?.hasAgents),
    moved: (before, after) => counts.add(countsOfChange(before, after, content().network)),
  });
  const secret = once(() => storedSecret(store, TICKETS_SIGNING_KEY));
  const emails = emailHandlers(config, {
    store,
    content,
    secret,
    base: options.publicUrl,
    linkPage: options.linkPage,
  });

  const assets = mountAssets(server);
  const contextFor = pageContextFor(content, {
    deskLanguage: config.language,
    assets,
    contentProblems: options.contentProblems,
  });
  const { signIn } = config;
  const guard = mountSignIn(server, {
    store,
    signIn,
    publicUrl: options.publicUrl,
    context: contextFor,
    limits,
    log,
  });
  const shared = { store, guard, content, contextFor, retentionMs, log };
  const inbox = mountInbox(server, {
    ...shared,
    tickets,
    changes,
    suggest,
    answers,
    colleagues: () => listAgents(store),
    newsTroubles: () => newsTroubles.list(),
    emailAfterMs,
    heldBack: async () => (await outbox?.heldBack()) ?? new Map(),
  });
  const { contentDir } = options;
  mountLearnFromTickets(server, { ...shared, tickets, understand, contentDir });
  mountAnalytics(server, { ...shared, counts, understand, contentDir });

  const repeated: ReturnType<typeof repeat>[] = [];
  let mailbox: ReturnType<typeof openMailbox>;

  return {
    forTurns: {
      targetsFor: (desk) => [
        ...targetsFor(desk),
        ...(emails.has(NEW_TICKET_EMAIL) && desk === content().network.helpdesk ? [NEW_TICKET_EMAIL] : []),
      ],
      filesTo: config.mailbox && config.mail?.from,
      language: config.language,
      changed,
      isBack(numbers) {
        outbox
          ?.hurry(numbers)
          .catch((error: unknown) => log.error(originOf(error), 'the outbox could not be written'));
      },
      admitHandOver: handOverCount(limits),
    },
    targets: [CHAT, ...systems.keys(), ...emails.keys(), ...(copy ? [COPY] : [])],
    async conversationOf(linkKey) {
      const ticket = await ticketOfLink(await secret(), linkKey, (number) => tickets.get(number));
      return ticket?.talk;
    },
    openStreams: inbox.openStreams,
    start(send) {
      const handlers = new Map([...systems].map(([name, system]) => [name, systemOutboxHandler(system)]));
      for (const [target, handler] of emails) handlers.set(target, handler);
      handlers.set(CHAT, chatOutboxHandler(store, send));
      if (copy) handlers.set(COPY, copy);
      const pace = async (desk: string) => {
        const scope = desk === content().network.helpdesk ? 'deliveries' : 'deliveriesOutside';
        return (await limits.refusal(scope, desk))?.retryMs;
      };
      outbox = new Outbox({ store, tickets, handlers, pace, changed: announce, log, retentionMs });
      outbox.start();
      mailbox = openMailbox(config, { store, tickets, content, targetsFor, log });
      const notifyAll = async () => {
        const { network } = content();
        await notifyWaiting(tickets, network, new Date());
        await askIfSolved(tickets, network, new Date());
      };
      repeated.push(repeat(WAITING_EVERY_MS, 'telling who waits', notifyAll, log));
      const other = systems.get(config.system);
      if (!other || config.system === 'inbox') return;
      const pullAll = (stopped: AbortSignal) =>
        pullUpdates(other, tickets, { log, troubles: newsTroubles, changed: announce }, stopped);
      repeated.push(repeat(PULL_EVERY_MS, 'looking for news of tickets', pullAll, log));
    },
    async close() {
      inbox.close();
      await Promise.all([...repeated.map((each) => each.stop()), mailbox?.close(), outbox?.close()]);
    },
  };
}

interface EmailOptions {
  store: Store;
  content: () => Content;
  secret: () => Promise<string>;
  base: string | undefined;
  linkPage: string;
}

/** Returns the handlers that send emails of the assistant's own, by their target; none without a mail server. */
function emailHandlers(
  { mail, mailbox, notify, language }: OpenHelpdesk,
  options: EmailOptions,
): ReadonlyMap<string, OutboxHandler> {
  const handlers = new Map<string, OutboxHandler>();
  if (!mail) return handlers;
  const send = openMailer(mail);
  handlers.set(PERSON_EMAIL, personEmailHandler({ ...options, send, repliesAreRead: mailbox !== undefined }));
  if (notify !== undefined)
    handlers.set(
      NEW_TICKET_EMAIL,
      newTicketEmailHandler({ ...options, deskLanguage: language, send, to: notify }),
    );
  return handlers;
}
