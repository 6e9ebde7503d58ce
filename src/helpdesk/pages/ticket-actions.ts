import { z } from 'zod';
import type { Texts } from '../../content/content.ts';
import type { SensitiveKind } from '../../content/schema/sensitive-words.ts';
import type { FindSensitive } from '../../redaction/find-sensitive.ts';
import type { Agent } from '../../tickets/ticket.ts';
import type { Outcome, Tickets } from '../../tickets/tickets.ts';
import type { PageContext } from './layout.ts';
import type { Notice } from './notice.ts';
import { REPLY_LIMIT, type RefusedReply } from './reply-box.ts';

/** What should not get into a chat. A helpdesk may give its own telephone number, and a code of an error. */
const NOT_SENT = ['password', 'birthDate', 'identifier', 'patientName'] as const satisfies SensitiveKind[];

const ACTIONS = ['claim', 'takeOver', 'release', 'reply', 'close', 'reopen'] as const;

/** What can be done with a ticket by a form of its page. */
export const actionSchema = z.enum(ACTIONS);
export type Action = z.infer<typeof actionSchema>;

/** What the form of a reply holds. */
export interface Written {
  text: string;
  /** How many messages its page showed. */
  after: number | undefined;
  /** Whether its writer has seen what is wrong with it, and sends it as it is. */
  isInsisted: boolean;
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
    isInsisted: fields.has('anyway'),
  };
}

/** Why a text is not sent; undefined where it is. */
export function refusedText(
  { say, texts }: PageContext,
  pack: Texts,
  find: FindSensitive,
  { text, isInsisted }: Written,
): RefusedReply | undefined {
  const { empty, tooLong, sensitive } = texts.inbox.refused;
  if (text.trim() === '') return { why: say(empty), mayInsist: false };
  if (text.length > REPLY_LIMIT)
    return { why: say(tooLong, { limit: REPLY_LIMIT, length: text.length }), mayInsist: false };
  if (isInsisted) return undefined;
  const found = new Set(find(text).map(({ kind }) => kind));
  const kinds = NOT_SENT.filter((kind) => found.has(kind));
  if (kinds.length === 0) return undefined;
  const what = kinds.map((kind) => say(pack.messages.removed[kind].name));
  return { why: say(sensitive, { what: new Intl.ListFormat(pack.language).format(what) }), mayInsist: true };
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
