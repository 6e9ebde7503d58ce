import { z } from 'zod';
import type { Texts } from '../../../content/content.ts';
import type { SensitiveKind } from '../../../content/schema/words/sensitive-words.ts';
import type { FindSensitive } from '../../../redaction/find-sensitive.ts';
import type { Agent } from '../../../tickets/ticket.ts';
import type { Outcome, Tickets } from '../../../tickets/tickets.ts';
import type { PageContext } from '../../layout.ts';
import type { Notice } from '../notice.ts';
import { REPLY_LIMIT, type RefusedReply } from './reply-box.ts';

/** The kinds of data that should not get into a chat. A helpdesk may give its own telephone number, and an error code. */
const NOT_SENT = ['password', 'birthDate', 'identifier', 'patientName'] as const satisfies SensitiveKind[];

const ACTIONS = ['claim', 'takeOver', 'release', 'reply', 'close', 'reopen', 'revokeLinks'] as const;

/** The actions that a ticket's page has forms for. */
export const actionSchema = z.enum(ACTIONS);
export type Action = z.infer<typeof actionSchema>;

/** The fields of the reply form. */
export interface Written {
  text: string;
  /** The number of messages that the page showed. */
  after: number | undefined;
  /** True where the writer was warned and sends the text as it is. */
  isInsisted: boolean;
  /** True where a ticket is closed without a word to the person. */
  isSilent: boolean;
}

/** Runs an action on a ticket. */
export function runAction(
  tickets: Tickets,
  action: Action,
  number: string,
  agent: Agent,
  { text, after, isSilent }: Written,
): Promise<Outcome> {
  if (action === 'reply') return tickets.reply(number, agent, text, after);
  if (action === 'close') return tickets.close(number, agent, { isSilent });
  return tickets[action](number, agent);
}

const afterSchema = z.coerce.number().int().nonnegative().optional().catch(undefined);

/** Reads a posted reply, with line breaks as they were typed: a form sends two characters for each. */
export function readWritten(fields: URLSearchParams): Written {
  return {
    text: (fields.get('text') ?? '').replaceAll('\r\n', '\n'),
    after: afterSchema.parse(fields.get('after') ?? undefined),
    isInsisted: fields.has('anyway'),
    isSilent: fields.has('silently'),
  };
}

/** Returns why a text is not sent; undefined where it may be. */
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

/** Returns the notice that says why an action was refused. */
export function refusedAction(
  { say, texts }: PageContext,
  { reason, ticket }: Extract<Outcome, { done: false }>,
): Notice {
  return {
    kind: 'refused',
    text: say(texts.inbox.refused[reason], { agent: ticket?.agent?.name ?? say(texts.inbox.held.nobody) }),
  };
}
