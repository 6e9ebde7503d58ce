import { once } from 'node:events';
import restify from 'restify';
import { onTestFinished } from 'vitest';
import type { Count } from '../../../../src/analytics/count.ts';
import { Counts } from '../../../../src/analytics/counts.ts';
import type { Feedback } from '../../../../src/analytics/feedback.ts';
import { pageContextFor } from '../../../../src/helpdesk/layout.ts';
import { mountAnalytics } from '../../../../src/helpdesk/pages/analytics/routes.ts';
import { mountAssets } from '../../../../src/helpdesk/pages/assets.ts';
import { mountLive } from '../../../../src/helpdesk/pages/inbox/live-routes.ts';
import { openLog } from '../../../../src/lib/log.ts';
import { FEEDBACK } from '../../../../src/store/keys.ts';
import { openMemoryStore } from '../../../../src/store/memory.ts';
import { TicketChanges } from '../../../../src/tickets/ticket-changes.ts';
import { Tickets } from '../../../../src/tickets/tickets.ts';
import { PackCopy } from '../../../content/pack-copy.ts';
import { pack } from '../../../support/clinician.ts';
import { sharedUnderstanding } from '../../../support/shared-understanding.ts';
import { sessionGuard } from '../support.ts';

const DAY_MS = 86_400_000;
const understand = sharedUnderstanding(pack);

/** Some counts of today and of the two weeks before. */
export const SOME: [daysAgo: number, Count, times: number][] = [
  [0, { what: 'step-shown', of: 'eu-login/register' }, 20],
  [0, { what: 'step-done', of: 'eu-login/register' }, 12],
  [0, { what: 'step-skipped', of: 'eu-login/register' }, 2],
  [0, { what: 'step-left', of: 'eu-login/register' }, 1],
  [0, { what: 'step-stuck', of: 'eu-login/register' }, 4],
  [7, { what: 'step-shown', of: 'two-factor/choose-method' }, 9],
  [7, { what: 'step-done', of: 'two-factor/choose-method' }, 1],
  [0, { what: 'step-done', of: 'first-login/enter-role' }, 1],
  [0, { what: 'step-shown', of: 'eu-login/of-an-older-guide' }, 1],
  [0, { what: 'question-answered', of: 'which-browser' }, 5],
  [7, { what: 'question-answered', of: 'password-forgotten' }, 8],
  [7, { what: 'question-suggested', of: 'password-forgotten' }, 3],
  [7, { what: 'question-asked-back', of: '' }, 3],
  [14, { what: 'question-unknown', of: '' }, 2],
  [14, { what: 'question-declined', of: 'clinical' }, 1],
  [0, { what: 'rated-helpful', of: 'which-browser' }, 3],
  [7, { what: 'rated-unhelpful', of: 'password-forgotten' }, 2],
  [0, { what: 'hand-over', of: 'eu-login/register' }, 2],
  [7, { what: 'hand-over', of: '' }, 1],
  [0, { what: 'person-asked', of: 'network-helpdesk/asked' }, 4],
  [0, { what: 'person-asked', of: 'network-helpdesk/not-helped' }, 2],
  [7, { what: 'person-asked', of: 'eu-login-support/not-understood' }, 1],
  [7, { what: 'contact-shown', of: 'eu-login-support' }, 1],
  [0, { what: 'ticket-sent', of: 'network-helpdesk' }, 3],
  [0, { what: 'ticket-reopened', of: 'network-helpdesk' }, 1],
  [0, { what: 'first-answer', of: 'network-helpdesk/30' }, 3],
  [0, { what: 'first-answer', of: 'network-helpdesk/1400' }, 1],
  [7, { what: 'first-answer', of: 'a-desk-of-once/60' }, 1],
];

/** Opens the analytics pages on a server of their own, with a copy of the content pack. */
export async function openAnalyticsPages({ counted = [] }: { counted?: typeof SOME } = {}) {
  const store = openMemoryStore();
  const counts = new Counts(store, openLog('silent'));
  for (const [daysAgo, count, times] of counted)
    counts.add(
      Array.from({ length: times }, () => count),
      new Date(Date.now() - daysAgo * DAY_MS),
    );
  const folder = new PackCopy();
  const logged: Record<string, unknown>[] = [];
  const errors: unknown[] = [];
  const log = {
    info: (fields: Record<string, unknown>) => void logged.push(fields),
    warn: (fields: Record<string, unknown>) => void logged.push(fields),
    error: (fields: unknown) => void errors.push(fields),
    trace() {},
  };
  const server = restify.createServer();
  Object.assign(server, { log });
  const shared = {
    store,
    guard: sessionGuard(),
    content: () => pack,
    contextFor: pageContextFor(() => pack, {
      deskLanguage: 'en',
      assets: mountAssets(server),
      contentProblems: () => [],
    }),
    log,
  };
  const changes = new TicketChanges();
  const tickets = new Tickets({ store, retentionMs: 180 * DAY_MS, changed: () => undefined });
  // What every page of the helpdesk asks for.
  const live = mountLive(server, { ...shared, tickets, changes });
  mountAnalytics(server, {
    ...shared,
    counts,
    understand,
    contentDir: folder.folder,
    retentionMs: 180 * DAY_MS,
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(async () => {
    live.close();
    const closed = once(server.server, 'close');
    server.close();
    server.server.closeAllConnections();
    await closed;
    await counts.close();
  });
  const url = `http://127.0.0.1:${server.address().port}`;
  let noted = 0;

  return {
    url,
    store,
    folder,
    logged,
    errors,
    get: (path: string, cookie = 'agent=ann') =>
      fetch(`${url}${path}`, { headers: { Cookie: cookie }, redirect: 'manual' }),
    post: (fields: Record<string, string>, csrf = 'csrf-of-ann') =>
      fetch(`${url}/helpdesk/learning/questions`, {
        method: 'POST',
        headers: { Cookie: 'agent=ann' },
        body: new URLSearchParams({ csrf, ...fields }),
        redirect: 'manual',
      }),
    /** Notes a question that was not known so many days ago, and returns its id. */
    async note(text: string, daysAgo = 0, kind: Feedback['kind'] = 'unknown'): Promise<string> {
      const id = `00000000-0000-4000-8000-${String(++noted).padStart(12, '0')}`;
      const at = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
      const value: Feedback = {
        kind,
        intent: null,
        text,
        language: 'en',
        step: 'two-factor/choose-method',
        at,
      };
      await store.commit([{ key: FEEDBACK + id, expected: null, value, expiresAt: Date.now() + DAY_MS }]);
      return id;
    },
  };
}
