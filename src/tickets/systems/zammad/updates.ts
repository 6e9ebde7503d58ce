import { convert } from 'html-to-text';
import { toAscii } from '../../../lib/email-address.ts';
import type { answerReader } from '../../../mail-reading/read-answer.ts';
import type { AgentReply, TicketUpdates } from '../ticket-system.ts';
import { numberTag } from '../ticket-texts.ts';
import { isOurs } from './articles.ts';
import { isMerged } from './find-ticket.ts';
import type { Article, TicketState } from './shapes.ts';

/** The id of the owner of a ticket that nobody has taken. */
const NOBODY = 1;
const CLOSED = ['closed', 'merged', 'removed'];
/** No reply that a person wrote has deeper markup. */
const DEEPEST = 50;

/** The kinds of articles that are written on the ticket itself. */
const WRITTEN_ON_TICKET: ReadonlySet<string> = new Set(['note', 'web']);
const EMAIL = 'email';
/** What Zammad names as the origin of an article that nobody wrote. */
const PROGRAMS: ReadonlySet<unknown> = new Set(['trigger', 'job']);
/** Without limits a long text would be searched from each of its letters to its end. */
const ADDRESS = /[^\s<>@,;:"()]{1,64}@[^\s<>@,;:"()]{1,255}/g;
/** The markup by which Zammad and mail programs quote. */
const CITED = /<blockquote[^<>]{0,200}type="?cite/i;

/** A merge takes a moment; answers that are younger than that belong to it. */
const MERGE_MS = 60_000;

/** In characters: the end of a longer reply is a quotation, or nothing that anybody reads in a chat. */
const LONGEST_REPLY = 20_000;

/** The parts of our own ticket by which its answers are told from the rest. */
interface Known {
  number: string;
  /** The person's address, where they gave one. */
  email: string | undefined;
  /** The ids of the replies that were passed on. */
  seen: readonly string[];
  /** When the ticket was merged into this one, in milliseconds since 1970: what is older is not for its person. */
  since?: number | undefined;
}

/** What answers are read with. */
export interface Reading {
  /** The name for answers whose writer is not named. */
  helpdesk: string;
  /** Takes away what is quoted below an answer, and the signature. */
  readAnswer: ReturnType<typeof answerReader>;
}

/** Returns a ticket's state and the agents' answers to the person that are not known already. */
export function updatesOf(
  ticket: TicketState,
  articles: readonly Article[],
  known: Known,
  reading: Reading,
): TicketUpdates {
  const state = stateOf(ticket);
  // Of a ticket that was merged into another only a note of Zammad's own is left.
  if (isMerged(ticket)) return { state, replies: [] };
  const addresses = addressesOf(ticket, articles, known);
  const answers = articles
    .filter((article) => isAnswer(article, addresses) && !known.seen.includes(String(article.id)))
    .sort((a, b) => a.id - b.id);
  const passedOver = answers.filter((article) => isFromBefore(article, known.since));
  return {
    state,
    replies: answers
      .filter((article) => !passedOver.includes(article))
      .map((article) => replyOf(article, reading))
      .filter(({ text }) => text !== ''),
    ...(passedOver.length > 0 && { passedOver: passedOver.map(({ id }) => String(id)) }),
  };
}

/** Returns the state that a ticket in Zammad is in for us. */
export function stateOf({
  state,
  owner_id,
}: Pick<TicketState, 'state' | 'owner_id'>): TicketUpdates['state'] {
  const open = owner_id === NOBODY ? 'open' : 'taken';
  return CLOSED.includes(state.toLowerCase()) ? 'closed' : open;
}

/**
 * Returns when a ticket became part of the one that it was merged into, by the note that Zammad leaves in it. Undefined where that
 * one is the same ticket, made twice, so that everything in it is for its person.
 */
export function joinedAt(
  left: readonly Article[],
  target: Pick<TicketState, 'title'>,
  number: string,
): number | undefined {
  if (target.title.startsWith(numberTag(number))) return undefined;
  const at = Date.parse(left[0]?.created_at ?? '');
  return Number.isNaN(at) ? Date.now() : at;
}

/** Checks whether an article was in the other ticket before a merge, which touches the articles that it moves. */
function isFromBefore(
  { created_at = '', updated_at = created_at }: Article,
  since: number | undefined,
): boolean {
  return since !== undefined && Date.parse(updated_at) < since - MERGE_MS;
}

/** Returns the person's addresses: the one they gave, and that of the customer, which an agent may have set right. */
function addressesOf(
  { customer, customer_id }: TicketState,
  articles: readonly Article[],
  { number, email }: Known,
): ReadonlySet<string> {
  // The first article about it is ours. Where we are the customer too, nobody else is.
  const [first] = articles
    .filter(({ subject }) => subject?.startsWith(numberTag(number)))
    .sort((a, b) => a.id - b.id);
  const isNobody = customer_id === undefined || customer_id === first?.created_by_id;
  return new Set([email, isNobody ? undefined : customer].flatMap((each) => addressesIn(each ?? '')));
}

/**
 * Checks whether an article is an agent's answer to the person: one that they wrote on the ticket for the customer to see, or an
 * email to the person. Notes of a call, emails to others and what programs write are none.
 */
function isAnswer(article: Article, addresses: ReadonlySet<string>): boolean {
  const { sender, internal, type, to, cc, preferences } = article;
  if (sender !== 'Agent' || internal || isAutomatic(preferences ?? {}) || isOurs(article)) return false;
  if (WRITTEN_ON_TICKET.has(type)) return true;
  return type === EMAIL && addressesIn(`${to ?? ''} ${cc ?? ''}`).some((each) => addresses.has(each));
}

/** Checks whether Zammad says that a program wrote an article: an absence note that came in, a trigger or a schedule. */
function isAutomatic(preferences: Record<string, unknown>): boolean {
  return preferences['is-auto-response'] === true || PROGRAMS.has(preferences.perform_origin);
}

/** Returns the email addresses in a header, as they are compared. */
function addressesIn(header: string): string[] {
  return (header.match(ADDRESS) ?? []).map((address) => toAscii(address).toLowerCase());
}

function replyOf(
  { id, body, content_type, from, type }: Article,
  { helpdesk, readAnswer }: Reading,
): AgentReply {
  const text = body ?? '';
  const beginning = text.length > LONGEST_REPLY ? `${text.slice(0, LONGEST_REPLY)} …` : text;
  const plain = content_type?.includes('html') ? toPlainText(beginning) : beginning;
  return {
    id: String(id),
    text: readAnswer(plain, { keepsQuotes: type !== EMAIL && !CITED.test(text) }),
    agent: nameIn(from ?? '') || helpdesk,
    ...(type === EMAIL && { isMailed: true }),
  };
}

/** Returns HTML as plain text, with what is quoted behind ">", and without the signature that Zammad adds. */
function toPlainText(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxDepth: DEEPEST },
    selectors: [
      { selector: 'div[data-signature]', format: 'skip' },
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  });
}

/** Returns the person's name in `"Emma Taylor via Support" <support@example.org>`; empty where there is only an address. */
function nameIn(from: string): string {
  const name = from
    .replace(/<[^<>]*>/g, '')
    .replaceAll('"', '')
    .replace(/ via\b.*$/, '')
    .trim();
  return name.includes('@') ? '' : name;
}
