import { createHash, randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder-core';
import { z } from 'zod';
import { SEEN, SHORT_LIVES } from '../../conversation/incoming-message.ts';
import { isFormSized, MAX_TEXT_LENGTH } from '../../conversation/input-limits.ts';
import { stepKey } from '../../guide/path.ts';
import { HttpError } from '../../http/http-error.ts';
import { locale } from '../locale.ts';
import { botAccount } from './bot-account.ts';
import type { Claims } from './tokens.ts';

const shortText = z.string().max(200);
/** The ids that clients make and the names of events; others could be words, and are dropped. */
const plainName = z
  .string()
  .regex(/^[\w.:|/-]{1,100}$/)
  .optional()
  .catch(undefined);

const channelDataSchema = z.object({
  clientActivityID: shortText.optional(),
  postBack: z.boolean().optional(),
});
type ChannelData = z.infer<typeof channelDataSchema>;

/** The fields that a client may send; others are dropped. */
const activitySchema = z.object({
  type: z.enum(['message', 'event', 'typing']),
  id: shortText.optional(),
  text: z.string().optional(),
  value: z
    .unknown()
    .refine(isFormSized, 'must not be larger than a form')
    .pipe(z.record(z.string(), z.unknown()))
    .optional(),
  name: plainName,
  locale: locale.optional(),
  attachments: z.array(z.unknown()).optional(),
  channelData: channelDataSchema.optional(),
});
/**
 * The body of a request that opens a conversation: `start` is the step that a link names, `lasts` what it ends with in this browser, and
 * `latest` asks for the last page of what was said instead of all of it.
 */
const startSchema = z
  .object({
    locale: locale.optional(),
    start: stepKey.optional(),
    lasts: z.enum(SHORT_LIVES).optional(),
    latest: z.boolean().default(false),
  })
  .prefault({});
const renewalSchema = z.object({ token: z.string().optional() }).default({});

/** Parses a client's activity, which later code can trust; undefined for typing. @throws HttpError for a malformed body. */
export function readActivity(body: unknown, claims: Claims): Partial<Activity> | undefined {
  const { type, id, attachments, channelData, ...fields } = parse(activitySchema, body);
  if (type === 'typing') return undefined;
  if (attachments?.length) throw noFiles();
  const { text = '' } = fields;
  if (text.length > MAX_TEXT_LENGTH) throw textTooLong(text.length);
  const clientId = channelData?.clientActivityID ?? id;
  return {
    ...envelope(claims),
    ...defined(fields),
    type,
    id: clientId === undefined ? randomUUID() : activityId(clientId),
    ...(channelData && { channelData: defined(shownBack(channelData)) }),
  };
}

/**
 * Returns the activity by which the bot learns that a person opened the conversation, and whether the client wants the last page
 * only. @throws HttpError for a malformed body.
 */
export function readStart(body: unknown, claims: Claims): { activity: Partial<Activity>; latest: boolean } {
  const { start, lasts, latest, ...fields } = parse(startSchema, body);
  const value = defined({ start, lasts });
  const activity = {
    ...envelope(claims),
    ...defined(fields),
    ...(Object.keys(value).length > 0 && { value }),
    type: 'conversationUpdate',
    id: randomUUID(),
    membersAdded: [{ id: claims.user, name: '' }],
  };
  return { activity, latest };
}

/** Returns the activity by which the bot learns that a person is there and sees the newest message. */
export function seenActivity(claims: Claims): Partial<Activity> {
  return { ...envelope(claims), type: 'event', name: SEEN, id: randomUUID() };
}

/** Reads the earlier token from a request for a new one. @throws HttpError for a malformed body. */
export function readRenewal(body: unknown): string | undefined {
  return parse(renewalSchema, body).token;
}

/** Reads the number of the last row that a client has seen; 0 where it has seen none. @throws HttpError for anything else. */
export function readWatermark(text: string | null): number {
  if (text === null || text === '') return 0;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new HttpError(
    400,
    'BadArgument',
    'Send the watermark from an earlier answer, or none to get everything.',
  );
}

/** Returns the error for files, which are never taken: they might show a patient, and the assistant cannot read them. */
export function noFiles(): HttpError {
  return new HttpError(
    415,
    'FilesNotSupported',
    'Files cannot be sent here. Describe in words what you see.',
  );
}

/** Returns the error for a text that is too long. Nothing of it is read, so the client should keep it. */
function textTooLong(length: number): HttpError {
  return new HttpError(
    413,
    'TextTooLong',
    `The text has ${length} characters; the limit is ${MAX_TEXT_LENGTH}. Send it in shorter parts.`,
  );
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new HttpError(400, 'BadArgument', `Correct and send again: ${problems.join('; ')}.`);
}

function envelope({ conversation, user }: Claims): Partial<Activity> {
  return {
    timestamp: new Date(),
    channelId: 'webchat',
    serviceUrl: 'urn:webchat',
    from: { id: user, name: '', role: 'user' },
    recipient: botAccount,
    conversation: { id: conversation, name: '', isGroup: false, conversationType: 'personal' },
  };
}

/** Returns the data that a client finds its own activity again by. */
function shownBack({ clientActivityID, postBack }: ChannelData): ChannelData {
  return { clientActivityID: plainName.parse(clientActivityID), postBack };
}

/** Returns a hash of a client's id, since ids are stored and a client could put words into them. */
function activityId(clientId: string): string {
  return `client-${createHash('sha256').update(clientId).digest('base64url')}`;
}

type Defined<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

function defined<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as Defined<Value>;
}
