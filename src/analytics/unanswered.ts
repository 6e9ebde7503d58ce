import { setImmediate } from 'node:timers/promises';
import { FEEDBACK } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { update } from '../store/update.ts';
import type { Understand } from '../understanding/understand.ts';
import { type Feedback, feedbackSchema } from './feedback.ts';
import { groupQuestions, unknownQuestions } from './unknown-questions.ts';

/** The number of the latest questions that are looked at; the others follow once these are dealt with. */
const LATEST = 200;

/** A question that was not known, together with those that ask the same in other words. */
export interface Unanswered {
  /** The ids of its rows. */
  ids: string[];
  /** The latest wording. */
  text: string;
  others: string[];
  at: string;
  step: string | null;
  language: string;
  /** The ids of the likeliest questions, best first. */
  likely: string[];
  /** The question or out-of-scope group to which it was added. */
  addedTo?: string | undefined;
}

/** Lists the questions that were not known: those still to deal with, and those that were added and are known after the next start. */
export async function listUnanswered(
  store: Store,
  understand: Understand,
): Promise<{ open: Unanswered[]; added: Unanswered[] }> {
  const rows = (await store.list(FEEDBACK)).flatMap(({ key, value }) => {
    const { data } = feedbackSchema.safeParse(value);
    return data?.kind === 'unknown' ? [{ ...data, id: key.slice(FEEDBACK.length) }] : [];
  });
  const latest = rows.sort((a, b) => b.at.localeCompare(a.at)).slice(0, LATEST);
  const asked: (Feedback & { id: string; text: string })[] = [];
  for (const row of latest) {
    asked.push(...unknownQuestions([row], understand));
    // Two hundred long questions take a second; the people in the chat do not wait for them.
    await setImmediate();
  }
  const described = async (which: typeof asked): Promise<Unanswered[]> => {
    const found: Unanswered[] = [];
    for (const group of await groupQuestions(which)) {
      found.push(...describe(group, understand));
      await setImmediate();
    }
    return found.sort((a, b) => b.at.localeCompare(a.at));
  };
  return {
    open: await described(asked.filter(({ addedTo }) => addedTo === undefined)),
    added: await described(asked.filter(({ addedTo }) => addedTo !== undefined)),
  };
}

/** Takes questions off the list for good. */
export function dismiss(store: Store, ids: readonly string[]): Promise<void> {
  return change(store, ids, 0, () => undefined);
}

/** Marks to which question or group they were added; undefined puts them back on the list. */
export function markAdded(
  store: Store,
  ids: readonly string[],
  retentionMs: number,
  to: string | undefined,
): Promise<void> {
  return change(store, ids, retentionMs, ({ addedTo: _, ...rest }) => ({
    ...rest,
    ...(to !== undefined && { addedTo: to }),
  }));
}

function describe(group: (Feedback & { id: string; text: string })[], understand: Understand): Unanswered[] {
  const [first, ...rest] = group;
  if (!first) return [];
  const { text, at, step, language, addedTo } = first;
  const others = [...new Set(rest.map((one) => one.text).filter((other) => other !== text))];
  const likely = understand(text, language, step ?? undefined).candidates.map(({ intent }) => intent);
  return [{ ids: group.map(({ id }) => id), text, others, at, step, language, likely, addedTo }];
}

type Make = (feedback: Feedback) => Feedback | undefined;

async function change(store: Store, ids: readonly string[], retentionMs: number, make: Make): Promise<void> {
  for (const id of ids) await changeOne(store, FEEDBACK + id, retentionMs, make);
}

/** Changes one row; one that somebody else has taken off the list meanwhile needs no change. */
function changeOne(store: Store, key: string, retentionMs: number, make: Make): Promise<void> {
  return update(store, `a change of ${key}`, async () => {
    const row = await store.get(key);
    const { data } = feedbackSchema.safeParse(row?.value);
    if (!row || !data) return { writes: [], result: undefined };
    // A change does not make the row live longer.
    const expiresAt = Date.parse(data.at) + retentionMs;
    return { writes: [{ key, expected: row.version, value: make(data), expiresAt }], result: undefined };
  });
}
