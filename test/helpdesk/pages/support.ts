import { once } from 'node:events';
import restify from 'restify';
import { onTestFinished } from 'vitest';
import { type Content, DEFAULT_LANGUAGE, textsForDesk } from '../../../src/content/content.ts';
import type { ContentProblem } from '../../../src/content/content-problem.ts';
import { formatMessage } from '../../../src/content/format-message.ts';
import { pageContextFor } from '../../../src/helpdesk/layout.ts';
import { mountAssets } from '../../../src/helpdesk/pages/assets.ts';
import { mountInbox } from '../../../src/helpdesk/pages/routes.ts';
import { mountLearnFromTickets } from '../../../src/helpdesk/pages/ticket/learn-routes.ts';
import { FormRefused, type Session, type SessionGuard } from '../../../src/helpdesk/session.ts';
import type { Suggest, Suggested, Suggestion } from '../../../src/helpdesk/suggestion.ts';
import { HttpError } from '../../../src/http/http-error.ts';
import { LISTED, OUTBOX, TICKETS } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Trouble } from '../../../src/tickets/systems/news-troubles.ts';
import type { Agent, Ticket } from '../../../src/tickets/ticket.ts';
import { TicketChanges } from '../../../src/tickets/ticket-changes.ts';
import { inboxRowOf, type OutboxItem } from '../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../src/tickets/tickets.ts';
import type { PackCopy } from '../../content/pack-copy.ts';
import { pack } from '../../support/clinician.ts';
import { sharedUnderstanding } from '../../support/shared-understanding.ts';

const HOUR = 3_600_000;
const content = pack;
const texts = textsForDesk(content, DEFAULT_LANGUAGE);

/** The texts of the inbox. */
export const words = texts.helpdesk.inbox;
export const fill = (text: string, values: Record<string, string | number>) =>
  formatMessage(text, values, 'en');

export const ANN: Agent = { id: 'ann', name: 'Ann' };
export const BEN: Agent = { id: 'ben', name: 'Ben' };

/** Returns a guard that admits the agent named in the cookie `agent`, so that a test can act as several people. */
export function sessionGuard(agents: readonly Agent[] = [ANN, BEN]): SessionGuard {
  const admit: SessionGuard['requireSession'] = async (request) => {
    const id = /(?:^|; )agent=([^;]+)/.exec(String(request.headers.cookie ?? ''))?.[1];
    const agent = agents.find((each) => each.id === id);
    if (!agent) throw new HttpError(401, 'NotSignedIn', 'Sign in to go on.');
    return { agent, csrf: `csrf-of-${agent.id}` };
  };
  return {
    requireSession: admit,
    async pageSession(request, response): Promise<Session | undefined> {
      try {
        return await admit(request);
      } catch {
        response.writeHead(303, { Location: '/helpdesk/sign-in' });
        response.end();
        return undefined;
      }
    },
    async readForm(request) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const fields = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      const session = await admit(request).catch((error: HttpError) => {
        throw new FormRefused(error, fields);
      });
      if (fields.get('csrf') !== session.csrf)
        throw new FormRefused(new HttpError(403, 'OldForm', 'Load the page again.'), fields);
      return { session, fields };
    },
  };
}

/** Answers in the shape that the content pack gives them. */
export const ANSWERS: Suggestion[] = [
  {
    intent: 'sms-not-received',
    question: 'The text message with the code does not arrive',
    confidence: 0.91,
    answer: {
      text: 'Text messages are not fully reliable.\nChoose one of the two app methods instead.',
      body: 'Text messages are not fully reliable.\nChoose one of the two app methods instead.',
      html: '<p>Text messages are not fully reliable.</p><p>Choose one of the two app methods instead.</p>',
    },
    link: 'https://assistant.example.org/?start=two-factor/sms-challenge-code',
    teamsLink: 'https://teams.example.org/l/chat/0/0?message=step',
  },
  {
    intent: 'password-forgotten',
    question: 'I have forgotten my password',
    confidence: 0.78,
    answer: {
      text: 'Open the sign-in page and choose "Lost your password?".',
      body: 'Open the sign-in page and choose "Lost your password?".',
      html: '<p>Open the sign-in page and choose "Lost your password?".</p>',
    },
    link: 'https://assistant.example.org/?start=eu-login/sign-in',
  },
  {
    intent: 'qr-not-scanning',
    question: 'The QR code cannot be scanned',
    confidence: 0.6,
    answer: {
      text: 'Clean the camera and make the code larger.',
      body: 'Clean the camera and make the code larger.',
      html: '<p>Clean the camera.</p>',
    },
    link: 'https://assistant.example.org/?start=two-factor/app-initialise',
  },
];

/** What an email in English gets. */
export function suggested(suggestions: Suggestion[], more: Partial<Suggested> = {}): Suggested {
  return { suggestions, open: [], language: 'en', ...more };
}

/** Suggests the answers that have a word in common with the text. */
const suggestByWord: Suggest = ({ text = '' }) =>
  suggested(
    ANSWERS.filter(({ question }) =>
      question
        .toLowerCase()
        .split(' ')
        .some((word) => word.length > 4 && text.toLowerCase().includes(word)),
    ),
  );

let counted = 0;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** A ticket of somebody whose code does not arrive. */
export function aTicket(over: Partial<Ticket> = {}): Ticket {
  const number = over.number ?? numberOf(counted++);
  return {
    version: 1,
    number,
    desk: 'network-helpdesk',
    language: 'en',
    state: 'open',
    openedAt: minutesAgo(30),
    changedAt: minutesAgo(30),
    step: 'two-factor/sms-challenge-code',
    facts: [
      { name: 'Chapter', value: 'Set up the second factor' },
      { name: 'Step', value: 'Enter the code from the text message' },
      { name: 'Second factor', value: 'A code by text message' },
      { name: 'Country', value: 'Netherlands' },
      { name: 'Steps done', value: '7 of 19' },
    ],
    exchanges: [
      { by: 'assistant', text: 'A code is on its way to your phone. Type it into the field on the page.' },
      { by: 'person', text: 'the message with the code never arrives' },
      { by: 'assistant', text: 'Text messages are not fully reliable. Did that help?' },
      { by: 'person', text: 'no, I asked three times' },
    ],
    sentence: 'I am on call until six. The text message with the code does not arrive, on two phones.',
    messages: [],
    notes: [],
    talk: `talk/${number}`,
    address: {},
    toldToWait: false,
    elsewhere: {},
    log: [],
    next: 0,
    ...over,
  };
}

/** Returns a ticket number for a count, so that each count has its own. */
export function numberOf(count: number): string {
  const letters = 'BCDFGHJKLMNPQRSTVWXZ';
  const all = Array.from({ length: 6 }, (_, place) => letters[Math.floor(count / 20 ** (5 - place)) % 20]);
  return `${all.slice(0, 3).join('')}-${all.slice(3).join('')}`;
}

/** Stores tickets as they are. */
export async function keep(store: Store, ...tickets: Ticket[]): Promise<void> {
  const expiresAt = Date.now() + HOUR;
  const writes = tickets.flatMap((ticket) => [
    { key: TICKETS + ticket.number, expected: null, value: ticket, expiresAt },
    { key: LISTED + ticket.number, expected: null, value: inboxRowOf(ticket), expiresAt },
  ]);
  if (!(await store.commit(writes))) throw new Error('a ticket of that number is there already');
}

/** Puts an item into the outbox that was given up. */
export async function keepDead(
  store: Store,
  ticket: string,
  over: Partial<OutboxItem> = {},
): Promise<string> {
  const value: OutboxItem = {
    target: 'email',
    ticket,
    attempts: 12,
    due: 0,
    since: minutesAgo(90),
    problem: 'SMTP_URL: mail.example.org refuses the connection',
    isDead: true,
    ...over,
  };
  const key = `${OUTBOX}${value.target}/${ticket}/00000`;
  await store.commit([{ key, expected: null, value, expiresAt: Date.now() + HOUR }]);
  return key;
}

/** Opens the inbox on a server of its own, which closes when the test ends. */
export async function openInbox(
  setting: {
    store?: Store;
    agents?: Agent[];
    suggest?: Suggest;
    tickets?: Ticket[];
    newsTroubles?: Trouble[];
    heldBack?: ReadonlyMap<string, number>;
    contentProblems?: ContentProblem[];
    /** The time after which an answer that was not read is sent by email; undefined where no email can be sent. */
    emailAfterMs?: number;
    port?: number;
    /** A copy of the pack to which answers and examples may be added. */
    folder?: PackCopy;
    content?: Content;
  } = {},
) {
  const store = setting.store ?? openMemoryStore();
  const changes = new TicketChanges();
  const { emailAfterMs } = setting;
  const tickets = new Tickets({
    store,
    retentionMs: HOUR,
    emailAfterMs,
    changed: (number) => changes.announce(number),
  });
  const logged: Record<string, unknown>[] = [];
  const errors: unknown[] = [];
  const log = {
    info: (fields: Record<string, unknown>) => void logged.push(fields),
    warn() {},
    error: (fields: unknown) => void errors.push(fields),
    trace() {},
  };
  const server = restify.createServer();
  Object.assign(server, { log });
  const assets = mountAssets(server);
  const guard = sessionGuard(setting.agents);
  const shown = () => setting.content ?? content;
  const contextFor = pageContextFor(shown, {
    deskLanguage: DEFAULT_LANGUAGE,
    assets,
    contentProblems: () => setting.contentProblems ?? [],
  });
  if (setting.folder)
    mountLearnFromTickets(server, {
      tickets,
      guard,
      content: shown,
      contextFor,
      understand: sharedUnderstanding(content),
      contentDir: setting.folder.folder,
      log,
    });
  const inbox = mountInbox(server, {
    store,
    tickets,
    guard,
    content: shown,
    contextFor,
    changes,
    suggest: setting.suggest ?? suggestByWord,
    answers: () => ANSWERS,
    colleagues: async () => setting.agents ?? [ANN, BEN],
    newsTroubles: () => setting.newsTroubles ?? [],
    heldBack: async () => setting.heldBack ?? new Map(),
    emailAfterMs,
    retentionMs: HOUR,
    log,
  });
  await keep(store, ...(setting.tickets ?? []));
  server.listen(setting.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  const close = async (): Promise<void> => {
    if (!server.server.listening) return;
    inbox.close();
    const closed = once(server.server, 'close');
    server.close();
    server.server.closeAllConnections();
    await closed;
  };
  onTestFinished(close);

  return {
    url,
    store,
    tickets,
    changes,
    inbox,
    server,
    logged,
    errors,
    close,
    /** Opens a page as an agent, without following redirects. */
    get: (path: string, agent = 'ann') =>
      read(fetch(`${url}${path}`, { headers: { Cookie: `agent=${agent}` }, redirect: 'manual' })),
    /** Posts a form as an agent. */
    post: (path: string, fields: Record<string, string> = {}, agent = 'ann', csrf = `csrf-of-${agent}`) =>
      read(
        fetch(`${url}${path}`, {
          method: 'POST',
          headers: { Cookie: `agent=${agent}` },
          body: new URLSearchParams({ csrf, ...fields }),
          redirect: 'manual',
        }),
      ),
  };
}

async function read(answer: Promise<Response>) {
  const response = await answer;
  const { status, headers } = response;
  return { status, headers, location: headers.get('location'), html: await response.text() };
}
