import type { Activity } from 'botbuilder-core';

/** Six digits or more, however they are grouped: a phone number or a code, in any case nothing the assistant needs. */
const LONG_NUMBER = /[+＋]?\p{Nd}(?:[\s\p{P}]{0,3}\p{Nd}){5,}/gu;
/** A message that is nothing but four digits or more: a PIN or a code. */
const NOTHING_BUT_A_CODE = /^[\s\p{P}]*\p{Nd}(?:[\s\p{P}]{0,3}\p{Nd}){3,}[\s\p{P}]*$/u;

/** Whether a typed message holds a number that is not kept. */
export function holdsNumber(text: string): boolean {
  return withoutNumbers(text, '') !== text;
}

/** A text without the numbers that are not kept. */
export function withoutNumbers(text: string, stoodHere: string): string {
  return NOTHING_BUT_A_CODE.test(text) ? stoodHere : text.replace(LONG_NUMBER, stoodHere);
}

/** The activity as it may be kept: without the phone form's value, and without phone numbers and codes in its text. */
export function redacted(activity: Activity, stoodHere: string): Activity {
  const kept = { ...activity };
  if (activity.text) kept.text = withoutNumbers(activity.text, stoodHere);
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
