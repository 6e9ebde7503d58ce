import type { Activity } from 'botbuilder-core';
import type { ConversationScope } from '../../conversation/scope.ts';

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
