import type { Activity, Middleware } from 'botbuilder-core';
import { type ConversationScope, enterScope } from '../../conversation/scope.ts';

/**
 * In a chat of two the conversation is the person's talk. In a group or a team each person has a place of their own, in
 * every thread the same, and the group itself has one for being welcomed.
 */
export const rooms: Middleware = {
  async onTurn(context, next) {
    enterScope(context, roomFor(context.activity));
    await next();
  },
};

function roomFor({ type, conversation, from, recipient }: Activity): ConversationScope {
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
