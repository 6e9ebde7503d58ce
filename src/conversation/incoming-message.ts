import { type Activity, ActivityTypes } from 'botbuilder-core';
import { z } from 'zod';
import { type CardAction, submitSchema } from '../../cards/action.ts';
import type { SensitiveKind } from '../content/schema/words/sensitive-words.ts';
import { stepKey } from '../guide/path.ts';
import type { Finding } from '../redaction/detector.ts';
import { type FindSensitive, replaceFindings } from '../redaction/find-sensitive.ts';
import { MAX_TEXT_LENGTH } from './input-limits.ts';

/** In characters. A question is short; of a long mail the editors see the beginning. */
const MAX_KEPT_LENGTH = 2000;

/** What a conversation ends with where the browser does not keep what leads back to it. */
export const SHORT_LIVES = ['tab', 'page'] as const;
export type ShortLife = (typeof SHORT_LIVES)[number];

/** The name of the event by which a channel says that somebody is there and sees the newest message. */
export const SEEN = 'seen';

const openingSchema = z.object({ start: stepKey.optional(), lasts: z.enum(SHORT_LIVES).optional() });

/** A press of a card's button. */
export interface Press {
  card: string;
  action: CardAction;
}

/** An activity of a person, parsed once so that nothing after it reads raw data. */
export type IncomingMessage =
  /** Somebody opens a chat, perhaps by a link that names a step, or adds the assistant to their apps. */
  | { kind: 'joined'; step?: string | undefined; lasts?: ShortLife | undefined; isAdded: boolean }
  /** Somebody moves about in the chat, below a message about their ticket. */
  | { kind: 'seen' }
  /** Somebody sends a file without words. */
  | { kind: 'file' }
  /** Somebody mentions the assistant in a group and writes nothing else. */
  | { kind: 'called' }
  | ({ kind: 'submit' } & Press)
  | { kind: 'badSubmit' }
  | { kind: 'text'; text: string; hasFile: boolean }
  /** Somebody sends more words than are read; they are not looked at any further. */
  | { kind: 'tooLong'; length: number }
  | { kind: 'nothing' };

/** Parses an activity; one that does not concern the assistant is `nothing`. */
export function parseIncoming(activity: Activity): IncomingMessage {
  if (
    activity.type === ActivityTypes.ConversationUpdate ||
    activity.type === ActivityTypes.InstallationUpdate
  ) {
    if (!isJoining(activity)) return { kind: 'nothing' };
    const { start: step, lasts } = openingSchema.safeParse(activity.value).data ?? {};
    return { kind: 'joined', step, lasts, isAdded: activity.type === ActivityTypes.InstallationUpdate };
  }
  if (activity.type === ActivityTypes.Event && activity.name === SEEN) return { kind: 'seen' };
  if (activity.type !== ActivityTypes.Message) return { kind: 'nothing' };
  if (activity.value !== undefined && activity.value !== null) {
    const parsed = submitSchema.safeParse(activity.value);
    if (!parsed.success) return { kind: 'badSubmit' };
    const { card, ...action } = parsed.data;
    return { kind: 'submit', card, action };
  }
  const text = activity.text?.trim() ?? '';
  if (text.length > MAX_TEXT_LENGTH) return { kind: 'tooLong', length: text.length };
  const hasFile = (activity.attachments ?? []).length > 0;
  if (text !== '') return { kind: 'text', text, hasFile };
  if (hasFile) return { kind: 'file' };
  return { kind: activity.conversation.isGroup ? 'called' : 'nothing' };
}

/** Checks whether a person joins a one-to-one chat, or the assistant a group; other people who join a group do not count. */
function isJoining({ type, action, membersAdded = [], recipient, conversation }: Activity): boolean {
  if (type === ActivityTypes.InstallationUpdate) return action === 'add';
  const assistant = membersAdded.some(({ id }) => id === recipient?.id);
  return conversation.isGroup ? assistant : membersAdded.length > 0;
}

/** The words that a person typed, with the secrets and patient data found in them; empty where a button was pressed. */
export class MessageText {
  readonly text: string;
  readonly #find: FindSensitive;
  readonly #pendingSecret: SensitiveKind | undefined;
  #findings: Finding[] | undefined;

  /** @param pendingSecret the kind of secret that the whole text is, where the message before it announced one. */
  constructor(text: string, find: FindSensitive, pendingSecret: SensitiveKind | undefined) {
    this.text = text;
    this.#find = find;
    this.#pendingSecret = pendingSecret;
  }

  /** The places of secrets and patient data, searched once. */
  get findings(): readonly Finding[] {
    this.#findings ??= this.#pendingSecret
      ? [{ kind: this.#pendingSecret, start: 0, end: this.text.length }]
      : this.#find(this.text);
    return this.#findings;
  }

  /** Keeps the email addresses in the words, where the person was asked for one. */
  keepAddresses(): void {
    this.#findings = this.findings.filter(({ kind }) => kind !== 'email');
  }

  /** The words without their secrets, which would only mislead the understanding. */
  get toUnderstand(): string {
    return replaceFindings(this.text, this.findings, () => ' ').trim();
  }

  /** True where nothing is left of the words without their secrets. */
  get isOnlySensitive(): boolean {
    return this.findings.length > 0 && !/[\p{L}\p{N}]/u.test(this.toUnderstand);
  }

  /** Returns the words as they may be kept, with a note in the place of each secret. */
  redacted(note: (kind: SensitiveKind) => string): string {
    return replaceFindings(this.text, this.findings, note);
  }

  /** Returns the beginning of the redacted words, for the editors. */
  toKeep(note: (kind: SensitiveKind) => string): string {
    return this.redacted(note).slice(0, MAX_KEPT_LENGTH);
  }
}
