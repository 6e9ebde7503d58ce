import type { Texts } from '../content/content.ts';
import type { Say } from '../content/format-message.ts';
import { shorten } from './shorten.ts';
import type { Ticket } from './ticket.ts';
import type { InboxRow } from './ticket-rows.ts';

/** In characters: of words that stand in place of a title. */
const MAX_WORDS_LENGTH = 70;

/**
 * Returns what a ticket is about: the trouble as it was understood, and the step; without either, the person's own words. It is
 * empty where there are none.
 */
export function ticketTitle(
  { topic, step, about = '' }: Pick<Ticket, 'topic' | 'step'> & Pick<InboxRow, 'about'>,
  texts: Texts,
  say: Say,
): string {
  const { questions, guide, steps, messages } = texts;
  const [phase = '', name = ''] = step?.split('/') ?? [];
  const understood =
    topic &&
    ('question' in topic ? questions[topic.question]?.question : guide.problems[topic.problem]?.title);
  const said = [understood, steps[phase]?.steps[name]?.title].map((title) =>
    title === undefined ? undefined : say(title, messages.unchosen),
  );
  // The content may have changed since the ticket was opened; what it no longer has is no message of its own.
  const named = [said[0], said[1] ?? step].filter((title) => title !== undefined);
  if (named.length > 0) return [...new Set(named)].join(' · ');
  return shorten(about, MAX_WORDS_LENGTH);
}
