import type { Store } from '../store/store.ts';
import type { Understand } from '../understanding/understand.ts';
import { FEEDBACK, type Feedback, feedbackSchema } from './feedback.ts';
import { groupQuestions, unknownQuestions } from './unknown-questions.ts';

/** So many of the latest are looked at; the others come once these are done. */
const LATEST = 200;
/** A change of a row loses only to somebody who changes the same one. */
const ATTEMPTS = 10;

/** A question that was not known, with those that say the same in other words. */
export interface Unanswered {
  /** Of the rows that it was noted in. */
  ids: string[];
  /** As it was asked last. */
  text: string;
  others: string[];
  at: string;
  step: string | null;
  language: string;
  /** The likeliest questions, best first. */
  likely: string[];
  /** The question, or group of what is out of scope, that it was added to. */
  addedTo?: string | undefined;
}

/** What was asked and not known: what there is still to do, and what was added and is known after the next start. */
export async function listUnanswered(
  store: Store,
  understand: Understand,
): Promise<{ open: Unanswered[]; added: Unanswered[] }> {
  const rows = (await store.list(FEEDBACK)).flatMap(({ key, value }) => {
    const { data } = feedbackSchema.safeParse(value);
    return data?.kind === 'unknown' ? [{ ...data, id: key.slice(FEEDBACK.length) }] : [];
  });
  const latest = rows.sort((a, b) => b.at.localeCompare(a.at)).slice(0, LATEST);
  const asked = unknownQuestions(latest, understand);
  const described = (which: typeof asked) =>
    groupQuestions(which)
      .flatMap((group) => describe(group, understand))
      .sort((a, b) => b.at.localeCompare(a.at));
  return {
    open: described(asked.filter(({ addedTo }) => addedTo === undefined)),
    added: described(asked.filter(({ addedTo }) => addedTo !== undefined)),
  };
}

/** Takes questions off the list for good. */
export function dismiss(store: Store, ids: readonly string[]): Promise<void> {
  return change(store, ids, 0, () => undefined);
}

/** Marks what questions were added to; undefined puts them back among those to do. */
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

/** A row that somebody else has taken off the list meanwhile needs nothing more. */
async function changeOne(store: Store, key: string, retentionMs: number, make: Make): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const row = await store.get(key);
    const { data } = feedbackSchema.safeParse(row?.value);
    if (!row || !data) return;
    // However often it is changed, it is kept no longer than it would have been.
    const expiresAt = Date.parse(data.at) + retentionMs;
    if (await store.commit([{ key, expected: row.version, value: make(data), expiresAt }])) return;
  }
  throw new Error(`a change of ${key} lost ${ATTEMPTS} races`);
}
