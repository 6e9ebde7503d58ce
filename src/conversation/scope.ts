import type { TurnContext } from 'botbuilder-core';

const ROOM = Symbol('room');

/** Where a message was said, and whose talk it belongs to. */
export interface ConversationScope {
  /** Key of the one record in which this person's talk is kept. */
  stateId: string;
  /** Whether others read along. */
  isShared: boolean;
  /** Whether what was typed stays where the assistant cannot take anything out of it. */
  keepsMessages: boolean;
  /** Where this person can talk to the assistant alone; undefined where they do. */
  alone?: string | undefined;
}

/** A channel where one conversation is not one person's talk says so before the turn runs. */
export function enterScope(context: TurnContext, room: ConversationScope): void {
  context.turnState.set(ROOM, room);
}

/** The room of a message; where the channel says nothing, the conversation is one person's. */
export function scopeOf(context: TurnContext): ConversationScope {
  const room: ConversationScope | undefined = context.turnState.get(ROOM);
  return room ?? { stateId: context.activity.conversation.id, isShared: false, keepsMessages: false };
}
