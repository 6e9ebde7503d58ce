import type { Activity } from 'botbuilder-core';

/** A turn as it may be stored: the message and its replies, without secrets. The replies have no ids yet. */
export interface TurnRecord {
  incoming: Activity;
  replies: Partial<Activity>[];
}
