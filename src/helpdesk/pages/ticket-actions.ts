import { z } from 'zod';
import type { Agent } from '../ticket.ts';
import type { Outcome, Tickets } from '../tickets.ts';
import type { PageContext } from './layout.ts';
import type { Notice } from './notice.ts';
import { REPLY_LIMIT } from './reply-box.ts';

const ACTIONS = ['claim', 'takeOver', 'release', 'reply', 'close', 'reopen'] as const;

/** What can be done with a ticket by a form of its page. */
export const actionSchema = z.enum(ACTIONS);
export type Action = z.infer<typeof actionSchema>;

/** What the form of a reply holds. */
export interface Written {
  text: string;
  /** How many messages its page showed. */
  after: number | undefined;
}

/** Does it. */
export function act(
  tickets: Tickets,
  action: Action,
  number: string,
  agent: Agent,
  { text, after }: Written,
): Promise<Outcome> {
  if (action === 'reply') return tickets.reply(number, agent, text, after);
  return tickets[action](number, agent);
}

const afterSchema = z.coerce.number().int().nonnegative().optional().catch(undefined);

/** A posted reply, with line breaks as they were typed: a form sends two characters for each. */
export function writtenIn(fields: URLSearchParams): Written {
  return {
    text: (fields.get('text') ?? '').replaceAll('\r\n', '\n'),
    after: afterSchema.parse(fields.get('after') ?? undefined),
  };
}

/** Why a text cannot be sent; undefined where it can. */
export function refusedText({ say, texts }: PageContext, text: string): Notice | undefined {
  const { empty, tooLong } = texts.inbox.refused;
  if (text.trim() === '') return { kind: 'refused', text: say(empty) };
  if (text.length <= REPLY_LIMIT) return undefined;
  return { kind: 'refused', text: say(tooLong, { limit: REPLY_LIMIT, length: text.length }) };
}

/** Why an action was not done, for whoever asked for it. */
export function refusedAction(
  { say, texts }: PageContext,
  { reason, ticket }: Extract<Outcome, { done: false }>,
): Notice {
  return {
    kind: 'refused',
    text: say(texts.inbox.refused[reason], { agent: ticket?.agent?.name ?? say(texts.inbox.held.nobody) }),
  };
}
