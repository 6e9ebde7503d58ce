import type { Activity } from 'botbuilder-core';
import { z } from 'zod';
import { HttpError } from '../../http/http-error.ts';
import { plainText } from './plain-text.ts';

/** The only channel that comes in by this door. */
const CHANNEL = 'msteams';

/** Nobody mentions more people, or adds more files, than that in one message. */
const MOST = 250;
/** A body can be wrong in thousands of places; the first ones tell enough. */
const PROBLEMS_TOLD = 5;

const id = z.string().min(1).max(1000);
const text = z.string().max(200_000);
const account = z.object({ id });
const attachment = z.object({ contentType: z.string().max(500), content: z.unknown().optional() });
const mention = z.object({
  type: z.literal('mention'),
  text: text.nullish(),
  mentioned: z.object({ name: z.string().max(1000).nullish() }).nullish(),
});
export type Mention = z.infer<typeof mention>;

/** What of an activity of Teams is read (Bot Framework Activity 3.x with Teams' own fields); the rest is dropped. */
const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  channelId: z.literal(CHANNEL),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1000),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    conversationType: z.enum(['personal', 'groupChat', 'channel']).nullish().catch(undefined),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().max(100).nullish(),
  }),
  text: text.nullish(),
  textFormat: z.string().max(50).nullish(),
  value: z.unknown().optional(),
  action: z.string().max(100).nullish(),
  membersAdded: z.array(account).max(MOST).nullish(),
  attachments: z.array(attachment).max(MOST).nullish(),
  entities: z.array(z.unknown()).max(MOST).nullish(),
  channelData: z.object({ tenant: z.object({ id: z.string().max(100) }).nullish() }).nullish(),
});
export type TeamsActivity = z.infer<typeof activitySchema>;

/** An activity of Teams as the rest may trust it. @throws HttpError 400 for any other shape, with what is wrong. */
export function readActivity(body: unknown): Activity {
  const read = activitySchema.safeParse(body);
  if (!read.success) {
    const problems = read.error.issues
      .slice(0, PROBLEMS_TOLD)
      .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    throw new HttpError(
      400,
      'BadArgument',
      `This is no activity of Microsoft Teams: ${problems.join('; ')}.`,
    );
  }
  const received = read.data;
  const { conversation, channelData } = received;
  const kind = conversation.conversationType ?? (conversation.isGroup ? 'groupChat' : 'personal');
  const tenantId = channelData?.tenant?.id ?? conversation.tenantId;
  const activity: Partial<Activity> = {
    type: received.type,
    timestamp: new Date(),
    channelId: CHANNEL,
    serviceUrl: received.serviceUrl,
    from: { id: received.from.id, name: '' },
    recipient: { id: received.recipient.id, name: '' },
    conversation: {
      id: conversation.id,
      name: '',
      isGroup: kind !== 'personal',
      conversationType: kind,
      ...(tenantId && { tenantId }),
    },
    text: plainText(received, mentionsOf(received)),
    attachments: filesOf(received),
    membersAdded: (received.membersAdded ?? []).map((member) => ({ id: member.id, name: '' })),
  };
  if (received.value !== undefined && received.value !== null) activity.value = received.value;
  if (received.id) activity.id = received.id;
  if (received.action) activity.action = received.action;
  return activity as Activity;
}

function mentionsOf({ entities }: TeamsActivity): Mention[] {
  return (entities ?? []).flatMap((entity) => mention.safeParse(entity).data ?? []);
}

/** That there are files is all that is kept of them: Teams sends what was typed as an HTML attachment beside the text. */
function filesOf({ attachments }: TeamsActivity): { contentType: string }[] {
  return (attachments ?? [])
    .filter(
      ({ contentType }) =>
        !/^text\/|^application\/vnd\.microsoft\.card\.|^messageReference$/.test(contentType),
    )
    .map(({ contentType }) => ({ contentType }));
}
