import { convert } from 'html-to-text';
import type { AgentReply, TicketUpdates } from '../ticket-system.ts';
import type { Article, TicketState } from './shapes.ts';

/** The owner of a ticket that nobody has taken. */
const NOBODY = 1;
const CLOSED = ['closed', 'merged', 'removed'];
const MERGED = 'merged';
/** Deeper markup is nobody's answer. */
const DEEPEST = 50;

/** What happened to a ticket: its state, and what agents wrote that is not internal. */
export function updatesOf(
  { state, owner_id }: TicketState,
  articles: readonly Article[],
  helpdesk: string,
): TicketUpdates {
  const name = state.toLowerCase();
  const open = owner_id === NOBODY ? 'open' : 'taken';
  return {
    state: CLOSED.includes(name) ? 'closed' : open,
    // What is left of a ticket that was merged into another is a note of Zammad itself.
    replies: name === MERGED ? [] : repliesIn(articles, helpdesk),
  };
}

function repliesIn(articles: readonly Article[], helpdesk: string): AgentReply[] {
  return articles
    .filter(({ sender, internal }) => sender === 'Agent' && !internal)
    .sort((a, b) => a.id - b.id)
    .map((article) => replyOf(article, helpdesk))
    .filter(({ text }) => text !== '');
}

function replyOf({ id, body, content_type, from }: Article, helpdesk: string): AgentReply {
  const text = body ?? '';
  return {
    id: String(id),
    text: (content_type?.includes('html') ? toPlainText(text) : text).trim(),
    agent: nameIn(from ?? '') || helpdesk,
  };
}

/** Without what the person wrote, which an agent's program quotes below the answer. */
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

/** Of `"Emma Taylor via Support" <support@example.org>` the name of the person; an address is nobody's name. */
function nameIn(from: string): string {
  const name = from
    .replace(/<[^<>]*>/g, '')
    .replaceAll('"', '')
    .replace(/ via\b.*$/, '')
    .trim();
  return name.includes('@') ? '' : name;
}
