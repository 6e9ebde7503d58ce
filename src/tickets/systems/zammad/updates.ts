import { convert } from 'html-to-text';
import type { AgentReply, TicketUpdates } from '../ticket-system.ts';
import type { Article, TicketState } from './shapes.ts';

/** The id of the owner of a ticket that nobody has taken. */
const NOBODY = 1;
const CLOSED = ['closed', 'merged', 'removed'];
const MERGED = 'merged';
/** No reply that a person wrote has deeper markup. */
const DEEPEST = 50;

/** In characters: the end of a longer reply is a quotation, or nothing that anybody reads in a chat. */
const LONGEST_REPLY = 20_000;

/** Returns a ticket's state and the agents' replies that are not internal and not known already. */
export function updatesOf(
  { state, owner_id }: TicketState,
  articles: readonly Article[],
  helpdesk: string,
  known: readonly string[] = [],
): TicketUpdates {
  const name = state.toLowerCase();
  const open = owner_id === NOBODY ? 'open' : 'taken';
  return {
    state: CLOSED.includes(name) ? 'closed' : open,
    // Of a ticket that was merged into another only a note of Zammad's own is left.
    replies: name === MERGED ? [] : repliesIn(articles, helpdesk, known),
  };
}

function repliesIn(articles: readonly Article[], helpdesk: string, known: readonly string[]): AgentReply[] {
  return articles
    .filter(({ id, sender, internal }) => sender === 'Agent' && !internal && !known.includes(String(id)))
    .sort((a, b) => a.id - b.id)
    .map((article) => replyOf(article, helpdesk))
    .filter(({ text }) => text !== '');
}

function replyOf({ id, body, content_type, from }: Article, helpdesk: string): AgentReply {
  const text = body ?? '';
  const beginning = text.length > LONGEST_REPLY ? `${text.slice(0, LONGEST_REPLY)} …` : text;
  return {
    id: String(id),
    text: (content_type?.includes('html') ? toPlainText(beginning) : beginning).trim(),
    agent: nameIn(from ?? '') || helpdesk,
  };
}

/** Returns HTML as plain text, without the person's message that an agent's mail program quotes below the reply. */
function toPlainText(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxDepth: DEEPEST },
    selectors: [
      { selector: 'blockquote[type="cite"]', format: 'skip' },
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
