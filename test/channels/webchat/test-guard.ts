import type { Activity, Middleware, TurnContext } from 'botbuilder-core';
import { z } from 'zod';
import { rowsToKeep } from '../../../src/conversation/turn-record.ts';
import type { Store } from '../../../src/store/store.ts';

const state = z.object({ handled: z.array(z.string()), turns: z.number() });

/**
 * The least that a turn guard does: turns in order, each activity once, `secret…` kept nowhere, what is `shown…` sent
 * but not kept, state and rows in one commit.
 */
export class TestGuard implements Middleware {
  readonly #store: Store;
  readonly #queues = new Map<string, Promise<void>>();

  constructor(store: Store) {
    this.#store = store;
  }

  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const { id } = context.activity.conversation;
    const turn = (this.#queues.get(id) ?? Promise.resolve()).then(() => this.#turn(context, next));
    this.#queues.set(
      id,
      turn.catch(() => {}),
    );
    return turn;
  }

  async #turn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const key = `state/${context.activity.conversation.id}`;
    const activityId = context.activity.id ?? '';
    if ((await this.#read(key)).handled.includes(activityId)) return;

    const replies: Partial<Activity>[] = [];
    context.onSendActivities(async (_, activities, send) => {
      if (activities.every(({ type }) => type === 'typing')) return send();
      replies.push(...activities);
      return activities.map(() => ({ id: '' }));
    });
    await next();

    const incoming = { ...context.activity, text: hide(context.activity.text, /secret\S*/g) };
    const exchange = {
      incoming,
      replies: replies.map((reply) => ({ ...reply, text: hide(reply.text, /shown\S*/g) })),
    };
    for (;;) {
      const entry = await this.#store.get(key);
      const before = await this.#read(key);
      const value = { handled: [...before.handled, activityId], turns: before.turns + 1 };
      const expiresAt = Date.now() + 3_600_000;
      const rows = await rowsToKeep(context, exchange);
      if (await this.#store.commit([{ key, expected: entry?.version ?? null, value, expiresAt }, ...rows]))
        break;
    }
    await context.adapter.sendActivities(context, replies);
  }

  async #read(key: string): Promise<z.infer<typeof state>> {
    const entry = await this.#store.get(key);
    return entry ? state.parse(entry.value) : { handled: [], turns: 0 };
  }
}

function hide(text: string | undefined, what: RegExp): string {
  return text?.replace(what, '[hidden]') ?? '';
}
