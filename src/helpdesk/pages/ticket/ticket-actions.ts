import { z } from 'zod';
import type { Texts } from '../../../content/content.ts';
import { type FindSensitive, NOT_IN_ANSWERS } from '../../../redaction/find-sensitive.ts';
import type { Agent } from '../../../tickets/ticket.ts';
import type { Outcome, Tickets } from '../../../tickets/tickets.ts';
import type { PageContext } from '../../layout.ts';
import type { Notice } from '../notice.ts';
import { REPLY_LIMIT, type RefusedReply } from './reply-box.ts';

const ACTIONS = [
  'claim',
  'takeOver',
  'release',
  'handOn',
  'reply',
  'note',
  'close',
  'reopen',
  'revokeLinks',
] as const;

/** The actions that a ticket's page has forms for. */
export const actionSchema = z.enum(ACTIONS);
export type Action = z.infer<typeof actionSchema>;

/** The fields of a ticket's forms. */
export interface Written {
  text: string;
  /** The number of messages that the page showed. */
  after: number | undefined;
  /** True where the writer was warned and sends the text as it is. */
  isInsisted: boolean;
  /** True where the text is for the helpdesk alone. */
  isNote: boolean;
  /** True where a ticket is closed without a word to the person. */
  isSilent: boolean;
  /** The id of the colleague that the ticket is handed to. */
  to: string;
}

/** Runs an action on a ticket; handing it on needs the colleague. */
export function runAction(
  tickets: Tickets,
  action: Action,
  number: string,
  agent: Agent,
  { text, after, isSilent }: Written,
  colleague: Agent | undefined,
): Promise<Outcome> {
  if (action === 'handOn') return tickets.handOn(number, agent, colleague);
  if (action === 'reply') return tickets.reply(number, agent, text, after);
  if (action === 'note') return tickets.note(number, agent, text);
  if (action === 'close') return tickets.close(number, agent, { isSilent });
  return tickets[action](number, agent);
}

const afterSchema = z.coerce.number().int().nonnegative().optional().catch(undefined);

/** Reads a posted form, with line breaks as they were typed: a form sends two characters for each. */
export function readWritten(fields: URLSearchParams): Written {
  return {
    text: (fields.get('text') ?? '').replaceAll('\r\n', '\n'),
    after: afterSchema.parse(fields.get('after') ?? undefined),
    isInsisted: fields.has('anyway'),
    isNote: fields.has('note'),
    isSilent: fields.has('silently'),
    to: fields.get('to') ?? '',
  };
}

/** Reads the form of an action; an answer that is marked as a note is one. */
export function readAction(named: Action, fields: URLSearchParams): { action: Action; written: Written } {
  const written = readWritten(fields);
  const isNote = named === 'note' || (named === 'reply' && written.isNote);
  return { action: isNote ? 'note' : named, written: { ...written, isNote } };
}

/** Checks whether an action needs a text. */
export function hasText(action: Action): boolean {
  return action === 'reply' || action === 'note';
}

/** Returns why a text is not sent, or not kept as a note; undefined where it may be. */
export function refusedText(
  { say, texts }: PageContext,
  pack: Texts,
  find: FindSensitive,
  { text, isInsisted, isNote }: Pick<Written, 'text' | 'isInsisted' | 'isNote'>,
): RefusedReply | undefined {
  const { refused } = texts.inbox;
  const { empty, tooLong, sensitive } = isNote ? refused.note : refused;
  if (text.trim() === '') return { why: say(empty), mayInsist: false };
  if (text.length > REPLY_LIMIT)
    return { why: say(tooLong, { limit: REPLY_LIMIT, length: text.length }), mayInsist: false };
  if (isInsisted) return undefined;
  const found = new Set(find(text).map(({ kind }) => kind));
  const kinds = NOT_IN_ANSWERS.filter((kind) => found.has(kind));
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
