import { z } from 'zod';
import { SESSIONS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { remove } from '../../store/update.ts';
import { type Agent, agentSchema } from '../../tickets/ticket.ts';
import { hashOf, newSecret } from '../secret.ts';
import type { Session } from '../session.ts';
import { rememberAgent } from './colleagues.ts';

/** A working day: somebody who has lost the role since is let in no longer than that. */
const LIFE_MS = 8 * 60 * 60 * 1000;

const sessionSchema = z.object({ agent: agentSchema, csrf: z.string() });

/** The sessions, by the secret in the agent's cookie; the store knows only its hash. */
export class Sessions {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Begins a session and returns its secret; colleagues can hand tickets to the agent from now on. */
  async begin(agent: Agent): Promise<string> {
    const secret = newSecret();
    const value: Session = { agent, csrf: newSecret() };
    const key = SESSIONS + hashOf(secret);
    const isKept = await this.#store.commit([
      { key, expected: null, value, expiresAt: Date.now() + LIFE_MS },
    ]);
    if (!isKept) throw new Error('a session of that secret was there already');
    await rememberAgent(this.#store, agent);
    return secret;
  }

  /** Finds the session of a secret; undefined where it has ended or never existed. */
  async find(secret: string | undefined): Promise<Session | undefined> {
    const entry = secret === undefined ? undefined : await this.#store.get(SESSIONS + hashOf(secret));
    // A row of another release is not a session.
    return sessionSchema.safeParse(entry?.value).data;
  }

  /** Ends a session: a copy of its cookie is worthless from now on. */
  async end(secret: string | undefined): Promise<void> {
    const entry = secret === undefined ? undefined : await this.#store.get(SESSIONS + hashOf(secret));
    if (!entry) return;
    // Sessions never change, so this fails only where it has ended meanwhile.
    await remove(this.#store, entry);
  }
}
