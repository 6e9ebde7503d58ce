import type { Activity } from 'botbuilder-core';
import { withoutForm } from '../../cards/action.ts';
import type { IncomingMessage } from './incoming-message.ts';

/**
 * The activity as it may be kept: its text and name without secrets and patient data, and of a press only what the assistant
 * understands, without what was typed into a form.
 */
export function redactActivity(
  activity: Activity,
  said: IncomingMessage,
  redact: (text: string) => string,
): Activity {
  const kept = { ...activity };
  if (activity.name) kept.name = redact(activity.name);
  if (activity.text) kept.text = redact(activity.text);
  if (activity.value !== undefined) kept.value = redactPress(said);
  return kept;
}

/** A reply as it may be kept: every value that was only to be shown is replaced. */
export function redactShownOnly<Value>(reply: Value, shownOnly: readonly string[], stoodHere: string): Value {
  if (shownOnly.length === 0) return reply;
  let json = JSON.stringify(reply);
  for (const value of shownOnly)
    json = json.replaceAll(JSON.stringify(value).slice(1, -1), JSON.stringify(stoodHere).slice(1, -1));
  return JSON.parse(json) as Value;
}

function redactPress(said: IncomingMessage): object | undefined {
  if (said.kind !== 'submit') return undefined;
  return { card: said.card, ...withoutForm(said.action) };
}
