import type { Activity } from 'botbuilder-core';

/** Seven digits or more, however they are grouped: a phone number, in any case nothing the assistant needs to keep. */
const LONG_NUMBER = /[+＋]?\p{Nd}(?:[\s\p{P}]{0,3}\p{Nd}){6,}/gu;

/** The activity as it may be kept: without the phone form's value, and without phone numbers in its text. */
export function redacted(activity: Activity, stoodHere: string): Activity {
  const kept = { ...activity };
  if (activity.text) kept.text = activity.text.replace(LONG_NUMBER, stoodHere);
  if (isRecord(activity.value)) {
    const { phone: _, ...value } = activity.value;
    kept.value = value;
  }
  return kept;
}

/** A reply as it may be kept: every value that was only to be shown is replaced. */
export function withoutShownOnly<Value>(
  reply: Value,
  shownOnly: readonly string[],
  stoodHere: string,
): Value {
  if (shownOnly.length === 0) return reply;
  let json = JSON.stringify(reply);
  for (const value of shownOnly)
    json = json.replaceAll(JSON.stringify(value).slice(1, -1), JSON.stringify(stoodHere).slice(1, -1));
  return JSON.parse(json) as Value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
