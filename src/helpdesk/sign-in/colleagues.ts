import { z } from 'zod';
import { AGENTS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { update } from '../../store/update.ts';
import { type Agent, agentSchema } from '../../tickets/ticket.ts';
import { hashOf } from '../secret.ts';

/** How long somebody stays in the list after their last sign-in: somebody who comes back from two weeks of holiday is still there. */
export const KNOWN_DAYS = 15;
const KNOWN_MS = KNOWN_DAYS * 24 * 60 * 60 * 1000;

const rowSchema = z.object({ agent: agentSchema });

/** Remembers somebody of the helpdesk who signs in, so that colleagues can hand tickets to them. */
export function rememberAgent(store: Store, agent: Agent): Promise<void> {
  const key = AGENTS + hashOf(agent.id);
  return update(store, 'the list of colleagues', async () => {
    const known = await store.get(key);
    const expiresAt = Date.now() + KNOWN_MS;
    return {
      writes: [{ key, expected: known?.version ?? null, value: { agent }, expiresAt }],
      result: undefined,
    };
  });
}

/** Lists who has signed in lately, by name. */
export async function listAgents(store: Store): Promise<Agent[]> {
  const rows = await store.list(AGENTS);
  // A row of another release names nobody.
  const agents = rows.flatMap(({ value }) => rowSchema.safeParse(value).data?.agent ?? []);
  return agents.sort((a, b) => a.name.localeCompare(b.name));
}
