import type { Activity } from 'botbuilder-core';
import { withoutForm } from '../../cards/action.ts';
import type { IncomingMessage } from './incoming-message.ts';

/** A turn as it may be stored: the message and its replies, without secrets. The replies have no ids yet. */
export interface TurnRecord {
  incoming: Activity;
  replies: Partial<Activity>[];
}

/**
 * Returns an activity as it may be stored: its text and name without secrets and patient data, and of a press only the
 * parsed action, without the words in its form. Of a text that is too long nothing is kept.
 */
export function redactActivity(
  activity: Activity,
  incoming: IncomingMessage,
  redact: (text: string) => string,
): Activity {
  const kept = { ...activity };
  if (activity.name) kept.name = redact(activity.name);
  if (activity.text) kept.text = incoming.kind === 'tooLong' ? '' : redact(activity.text);
  if (activity.value !== undefined) kept.value = redactPress(incoming);
  return kept;
}

/** Returns a reply as it may be stored: values that may only be shown are replaced by a note. */
export function redactShownOnly<Value>(reply: Value, shownOnly: readonly string[], stoodHere: string): Value {
  if (shownOnly.length === 0) return reply;
  let json = JSON.stringify(reply);
  for (const value of shownOnly)
    json = json.replaceAll(JSON.stringify(value).slice(1, -1), JSON.stringify(stoodHere).slice(1, -1));
  return JSON.parse(json) as Value;
}

function redactPress(incoming: IncomingMessage): object | undefined {
  if (incoming.kind !== 'submit') return undefined;
  return { card: incoming.card, ...withoutForm(incoming.action) };
}
