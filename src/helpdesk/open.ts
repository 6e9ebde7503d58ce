import type { Server } from 'restify';
import type { Counts } from '../analytics/counts.ts';
import type { OpenHelpdesk } from '../config/helpdesk-config.ts';
import type { Content } from '../content/content.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import type { TransactionOptions } from '../conversation/transaction.ts';
import type { Log } from '../lib/log.ts';
import { once } from '../lib/once.ts';
import type { Limits } from '../limits/limits.ts';
import { TICKETS_SIGNING_KEY } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { storedSecret } from '../store/stored-secret.ts';
import { ticketOfLink } from '../tickets/emails/chat-link.ts';
import { openMailer } from '../tickets/emails/mailer.ts';
import { newTicketEmailHandler } from '../tickets/emails/new-ticket-handler.ts';
import { personEmailHandler } from '../tickets/emails/person-handler.ts';
import type { SendToChat } from '../tickets/outbox/chat-handler.ts';
import type { OutboxHandler } from '../tickets/outbox/outbox.ts';
import { NewsTroubles } from '../tickets/systems/news-troubles.ts';
import { openTicketSystems } from '../tickets/systems/open.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { CHAT, COPY, NEW_TICKET_EMAIL, PERSON_EMAIL } from '../tickets/ticket-rows.ts';
import { Tickets } from '../tickets/tickets.ts';
import type { Understand } from '../understanding/understand.ts';
import { countsOfChange } from './counts-of-change.ts';
import { openDeliveries } from './deliveries.ts';
import { handOverCount } from './hand-over-count.ts';
import { pageContextFor } from './layout.ts';
import { mountAnalytics } from './pages/analytics/routes.ts';
import { mountAssets } from './pages/assets.ts';
import { mountInbox } from './pages/routes.ts';
import { mountLearnFromTickets } from './pages/ticket/learn-routes.ts';
import { listAgents } from './sign-in/colleagues.ts';
import { mountSignIn } from './sign-in/endpoint.ts';
import type { AllAnswers, Suggest } from './suggestion.ts';

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
  const changed = (number: string) => {
    changes.announce(number);
    deliveries.wake();
  };
  const secret = once(() => storedSecret(store, TICKETS_SIGNING_KEY));
  const ticketSystems = openTicketSystems(config, {
    store,
    content,
    retentionMs,
    base: options.publicUrl,
    secret,
  });
  const { systems, copy, targetsFor } = ticketSystems;
  const tickets = new Tickets({
    store,
    retentionMs,
    emailAfterMs,
    changed,
    mirrors: (desk) => targetsFor(desk).filter((name) => systems.get(name)?.hasAgents),
    moved: (before, after) => counts.add(countsOfChange(before, after, content().network)),
  });
  const emails = emailHandlers(config, {
    store,
    content,
    secret,
    base: options.publicUrl,
    linkPage: options.linkPage,
  });
  const deliveries = openDeliveries({
    config,
    store,
    tickets,
    content,
    ticketSystems,
    emails,
    secret,
    newsTroubles,
    announce,
    retentionMs,
    limits,
    log,
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
    heldBack: deliveries.heldBack,
  });
  const { contentDir } = options;
  mountLearnFromTickets(server, { ...shared, tickets, understand, contentDir });
  mountAnalytics(server, { ...shared, counts, understand, contentDir });

  return {
    forTurns: {
      targetsFor: (desk) => [
        ...targetsFor(desk),
        ...(emails.has(NEW_TICKET_EMAIL) && desk === content().network.helpdesk ? [NEW_TICKET_EMAIL] : []),
      ],
      filesTo: config.mailbox && config.mail?.from,
      language: config.language,
      emailsAnswers: config.mail !== undefined,
      changed,
      isBack: deliveries.hurry,
      admitHandOver: handOverCount(limits),
    },
    targets: [CHAT, ...systems.keys(), ...emails.keys(), ...(copy ? [COPY] : [])],
    async conversationOf(linkKey) {
      const ticket = await ticketOfLink(await secret(), linkKey, (number) => tickets.get(number));
      return ticket?.talk;
    },
    openStreams: inbox.openStreams,
    start: deliveries.start,
    async close() {
      inbox.close();
      await deliveries.close();
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
