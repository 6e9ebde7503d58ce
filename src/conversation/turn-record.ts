import type { Activity } from 'botbuilder-core';

/** One turn as it may be kept: the message and its replies, without secrets. The replies have no ids yet. */
export interface TurnRecord {
  incoming: Activity;
  replies: Partial<Activity>[];
}
