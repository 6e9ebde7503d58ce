import type { Metric } from '../lib/metrics.ts';
import { LISTED, OUTBOX } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { inboxRowSchema, type OutboxItem, outboxItemSchema, readableRows } from './ticket-rows.ts';

const STATES = inboxRowSchema.shape.state.options;

/** Returns the numbers of tickets and of outbox items; a target without items counts 0. */
export async function ticketMetrics(store: Store, targets: readonly string[]): Promise<Metric[]> {
  const [listed, outbox] = await Promise.all([store.list(LISTED), store.list(OUTBOX)]);
  const states = readableRows(inboxRowSchema, listed).map(({ value }) => value.state);
  const items = readableRows(outboxItemSchema, outbox).map(({ value }) => value);
  const waiting = items.filter(({ isDead }) => !isDead);
  const dead = items.filter(({ isDead }) => isDead);
  const allTargets = [...new Set([...targets, ...items.map(({ target }) => target)])];
  const perTarget = (some: typeof items) =>
    allTargets.map((target) => ({
      labels: { target },
      value: some.filter((item) => item.target === target).length,
    }));
  const now = Date.now();
  return [
    {
      name: 'helpdesk_outbox_waiting',
      help: 'Deliveries that wait for a ticket system or a chat',
      samples: perTarget(waiting),
    },
    {
      name: 'helpdesk_outbox_dead',
      help: 'Deliveries given up until somebody asks for another try',
      samples: perTarget(dead),
    },
    {
      name: 'helpdesk_outbox_oldest_seconds',
      help: 'How long the oldest waiting delivery has waited',
      samples: [{ labels: {}, value: (now - oldestOf(waiting, now)) / 1000 }],
    },
    {
      name: 'helpdesk_outbox_age_seconds',
      help: 'How long the oldest delivery that waits for a target has waited',
      samples: allTargets.map((target) => ({
        labels: { target },
        value:
          (now -
            oldestOf(
              waiting.filter((item) => item.target === target),
              now,
            )) /
          1000,
      })),
    },
    {
      name: 'helpdesk_tickets',
      help: 'Tickets that are kept',
      samples: STATES.map((state) => ({
        labels: { state },
        value: states.filter((one) => one === state).length,
      })),
    },
  ];
}

function oldestOf(items: readonly Pick<OutboxItem, 'since'>[], now: number): number {
  return items.reduce((oldest, { since }) => Math.min(oldest, Date.parse(since)), now);
}
