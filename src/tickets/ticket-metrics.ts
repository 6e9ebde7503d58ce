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
  const now = Date.now();
  const waiting = items.filter((item) => !item.isDead && waitsFrom(item) <= now);
  const dead = items.filter(({ isDead }) => isDead);
  const allTargets = [...new Set([...targets, ...items.map(({ target }) => target)])];
  const perTarget = (some: typeof items) =>
    allTargets.map((target) => ({
      labels: { target },
      value: some.filter((item) => item.target === target).length,
    }));
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

function oldestOf(items: readonly OutboxItem[], now: number): number {
  return items.reduce((oldest, item) => Math.min(oldest, waitsFrom(item)), now);
}

/** Returns since when an item waits: one that is for later does not wait before its time. */
function waitsFrom({ since, attempts, due }: OutboxItem): number {
  return attempts === 0 ? Math.max(Date.parse(since), due) : Date.parse(since);
}
