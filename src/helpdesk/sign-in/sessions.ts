import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { type Agent, agentSchema } from '../../tickets/ticket.ts';
import { hashOf, newSecret } from '../secret.ts';
import type { Session } from '../session.ts';

const SESSIONS = 'session/';
/** A working day; whoever has lost the role since is let in no longer than that. */
const LIFE_MS = 8 * 60 * 60 * 1000;

const sessionSchema = z.object({ agent: agentSchema, csrf: z.string() });

/** Who is signed in, by the secret in their cookie; the store knows only its hash. */
export class Sessions {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Begins a session and gives its secret. */
  async begin(agent: Agent): Promise<string> {
    const secret = newSecret();
    const value: Session = { agent, csrf: newSecret() };
    const key = SESSIONS + hashOf(secret);
    const isKept = await this.#store.commit([
      { key, expected: null, value, expiresAt: Date.now() + LIFE_MS },
    ]);
    if (!isKept) throw new Error('a session of that secret was there already');
    return secret;
  }

  /** The session of a secret; undefined where it has ended or there never was one. */
  async find(secret: string | undefined): Promise<Session | undefined> {
    const entry = secret === undefined ? undefined : await this.#store.get(SESSIONS + hashOf(secret));
    // What another release has written is no session.
    return sessionSchema.safeParse(entry?.value).data;
  }

  /** Ends a session: whoever has kept a copy of its cookie is a stranger. */
  async end(secret: string | undefined): Promise<void> {
    const entry = secret === undefined ? undefined : await this.#store.get(SESSIONS + hashOf(secret));
    if (!entry) return;
    // Sessions never change, so that this fails only where it has ended meanwhile.
    await this.#store.commit([{ key: entry.key, expected: entry.version, value: undefined, expiresAt: 0 }]);
  }
}
