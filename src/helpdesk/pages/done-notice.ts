import { z } from 'zod';
import type { PageContext } from '../layout.ts';
import type { Notice } from './notice.ts';
import { actionSchema } from './ticket/ticket-actions.ts';

const doneSchema = z
  .enum([...actionSchema.options, 'closeSilently', 'retry', 'notRetried', 'saved', 'taught'])
  .optional()
  .catch(undefined);

/** Returns the notice of what was just done, which the address of the page names after a form. */
export function doneNotice({ say, texts }: PageContext, search: URLSearchParams): Notice | undefined {
  const done = doneSchema.parse(search.get('done') ?? undefined);
  if (done === undefined) return undefined;
  const { inbox } = texts;
  if (done === 'notRetried') return { kind: 'refused', text: say(inbox.refused.retried) };
  if (done === 'saved') return { kind: 'done', text: say(inbox.saveAnswer.done) };
  if (done === 'taught') return { kind: 'done', text: say(inbox.teach.done) };
  if (done === 'closeSilently') return { kind: 'done', text: say(inbox.close.doneSilently) };
  return { kind: 'done', text: say(done === 'retry' ? inbox.undelivered.retried : inbox[done].done) };
}
