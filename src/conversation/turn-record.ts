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

/**
 * Returns a reply as it may be stored: values that may only be shown are replaced by a note. A form comes back empty, or the
 * note would be sent as if it were typed, and the note is nothing to copy.
 */
export function redactShownOnly<Value>(reply: Value, shownOnly: readonly string[], stoodHere: string): Value {
  if (shownOnly.length === 0) return reply;
  return JSON.parse(JSON.stringify(reply), (_key, value) => {
    if (typeof value === 'string')
      return shownOnly.reduce((text, one) => text.replaceAll(one, stoodHere), value);
    if (value?.type === 'Input.Text' && String(value.value).includes(stoodHere))
      return { ...value, value: '' };
    if (value?.type === 'TextBlock' && String(value.text).includes(stoodHere))
      return { ...value, id: undefined };
    return value;
  }) as Value;
}

function redactPress(incoming: IncomingMessage): object | undefined {
  if (incoming.kind !== 'submit') return undefined;
  return { card: incoming.card, ...withoutForm(incoming.action) };
}
