import type { Activity, TurnContext } from 'botbuilder-core';
import { z } from 'zod';
import type { ChannelTurn, RunTurn, TurnLogic } from '../../../src/conversation/transaction.ts';
import type { Store } from '../../../src/store/store.ts';

const state = z.object({ handled: z.array(z.string()), turns: z.number() });

/**
 * Runs turns as simply as a transaction can: in order, each activity once, state and rows in one commit. Words like
 * `secret…` are stored nowhere, and those like `shown…` are sent but not stored.
 */
export function testTurns(store: Store, bot: TurnLogic): RunTurn {
  const queues = new Map<string, Promise<void>>();
  return (context, channel, logic = bot) => {
    const { id } = context.activity.conversation;
    const turn = (queues.get(id) ?? Promise.resolve()).then(() => runTurn(store, context, channel, logic));
    queues.set(
      id,
      turn.catch(() => {}),
    );
    return turn;
  };
}

async function runTurn(
  store: Store,
  context: TurnContext,
  channel: ChannelTurn,
  logic: TurnLogic,
): Promise<void> {
  const key = `state/${context.activity.conversation.id}`;
  const activityId = context.activity.id ?? '';
  if ((await read(store, key)).handled.includes(activityId)) return;

  const replies: Partial<Activity>[] = [];
  context.onSendActivities(async (_, activities, send) => {
    if (activities.every(({ type }) => type === 'typing')) return send();
    replies.push(...activities);
    return activities.map(() => ({ id: '' }));
  });
  await logic(context);

  const incoming = { ...context.activity, text: hide(context.activity.text, /secret\S*/g) };
  const record = {
    incoming,
    replies: replies.map((reply) => ({ ...reply, text: hide(reply.text, /shown\S*/g) })),
  };
  for (;;) {
    const entry = await store.get(key);
    const before = await read(store, key);
    const value = { handled: [...before.handled, activityId], turns: before.turns + 1 };
    const expiresAt = Date.now() + 3_600_000;
    const rows = (await channel.beforeCommit?.(record, replies)) ?? [];
    if (await store.commit([{ key, expected: entry?.version ?? null, value, expiresAt }, ...rows])) break;
  }
  await channel.afterCommit({ replies, cards: [], answered: undefined });
}

async function read(store: Store, key: string): Promise<z.infer<typeof state>> {
  const entry = await store.get(key);
  return entry ? state.parse(entry.value) : { handled: [], turns: 0 };
}

function hide(text: string | undefined, what: RegExp): string {
  return text?.replace(what, '[hidden]') ?? '';
}
