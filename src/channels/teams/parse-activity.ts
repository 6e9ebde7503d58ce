import type { Activity } from 'botbuilder-core';
import { isFormSized } from '../../conversation/input-limits.ts';
import type { ConversationScope } from '../../conversation/scope.ts';
import { HttpError } from '../../http/http-error.ts';
import { activitySchema, CHANNEL, type Mention, mention, type TeamsActivity } from './activity-schema.ts';
import { plainText } from './plain-text.ts';

/** A body can be wrong in thousands of places; the first few are enough. */
const MOST_PROBLEMS = 5;

/** Parses an activity of Teams, which later code can trust. @throws HttpError 400 that says what is wrong. */
export function readActivity(body: unknown): Activity {
  const read = activitySchema.safeParse(body);
  if (!read.success) {
    const problems = read.error.issues
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    throw new HttpError(
      400,
      'BadArgument',
      `This is not an activity from Microsoft Teams: ${problems.join('; ')}.`,
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
  // Anything larger than our forms is not the press of a button, and is answered as one.
  if (received.value !== undefined && received.value !== null)
    activity.value = isFormSized(received.value) ? received.value : {};
  if (received.id) activity.id = received.id;
  if (received.locale) activity.locale = received.locale;
  if (received.action) activity.action = received.action;
  return activity as Activity;
}

function mentionsOf({ entities }: TeamsActivity): Mention[] {
  return (entities ?? []).flatMap((entity) => mention.safeParse(entity).data ?? []);
}

/** Returns the types of attached files, without their contents; the HTML copy of the text that Teams attaches is no file. */
function filesOf({ attachments }: TeamsActivity): { contentType: string }[] {
  return (attachments ?? [])
    .filter(
      ({ contentType }) =>
        !/^text\/|^application\/vnd\.microsoft\.card\.|^messageReference$/.test(contentType),
    )
    .map(({ contentType }) => ({ contentType }));
}

/**
 * Returns the scope of a Teams activity. A one-to-one chat has one state. In a group or a team each person has a state of
 * their own, the same in every thread, and the group itself has one for its welcome.
 */
export function scopeOf({ type, conversation, from, recipient }: Activity): ConversationScope {
  if (!conversation.isGroup)
    return { stateId: `teams/${conversation.id}`, isShared: false, keepsMessages: true };
  // "19:…@thread.tacv2;messageid=1700000000000" is one thread of a channel.
  const [group = conversation.id] = conversation.id.split(';messageid=');
  return {
    stateId: type === 'message' ? `teams/${group}/${from.id}` : `teams/${group}`,
    isShared: true,
    keepsMessages: true,
    alone: `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(recipient.id)}`,
  };
}
