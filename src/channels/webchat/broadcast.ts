import type { webcrypto } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { z } from 'zod';
import { once } from '../../lib/once.ts';
import type { Store } from '../../store/store.ts';
import type { History } from './history.ts';
import { rowSchema } from './packs/packs.ts';
import { shownRowSchema } from './shown-rows.ts';
import type { Streams } from './streams.ts';

/** What the key is made from, besides the one that signs tokens: neither opens what the other closes. */
const PURPOSE = 'what the web chat shows and does not store';

const messageSchema = z.object({
  conversation: z.string(),
  /** Rows in full that are stored with less in them. */
  rows: z.array(shownRowSchema).optional(),
  /** True where no earlier row may be shown in full any more. */
  forgets: z.boolean().optional(),
  /** Activities that are shown in the open windows and not stored, such as typing. */
  activities: z.array(rowSchema.omit({ id: true })).optional(),
  /** True where the windows are closed after that, since the conversation was ended. */
  ends: z.boolean().optional(),
});
type Message = z.infer<typeof messageSchema>;

/** The parts of the web chat that a broadcast reaches. */
interface BroadcastParts {
  store: Store;
  /** The key that signs tokens, which every process on the store has. */
  key: () => Promise<webcrypto.CryptoKey>;
  history: History;
  streams: Streams;
}

/**
 * Brings what is shown and not stored to the windows of a conversation, whichever process they are connected to. It goes to the other
 * processes encrypted, since a phone number may be in it and databases log what passes through them.
 */
export class Broadcast {
  readonly #parts: BroadcastParts;
  readonly #secret = once(() => this.#makeSecret());
  readonly #unhear: () => void;
  /** Resolves once everything is shown that has come so far, in its order. */
  #received = Promise.resolve();

  constructor(parts: BroadcastParts) {
    this.#parts = parts;
    this.#unhear = parts.store.hear((text) => {
      this.#received = this.#received.then(() => this.#receive(text));
      parts.history.waitFor(this.#received);
    });
  }

  /** Shows a message here and in all other processes; resolves once it is on its way to them. */
  async send(message: Message): Promise<void> {
    this.#show(message);
    const { store } = this.#parts;
    if (!store.isShared) return;
    // Where it cannot be sent, windows elsewhere show what is stored.
    const sealed = await this.#seal(message).catch(() => undefined);
    if (sealed !== undefined) await store.tell(sealed);
  }

  close(): void {
    this.#unhear();
  }

  #show({ conversation, rows = [], forgets = false, activities = [], ends = false }: Message): void {
    const { history, streams } = this.#parts;
    history.show(rows);
    if (forgets) history.forgetShown(conversation);
    for (const activity of activities) streams.showUnstored(conversation, activity);
    if (ends) streams.end(conversation);
  }

  async #seal(message: Message): Promise<string> {
    return new CompactEncrypt(deflateRawSync(JSON.stringify(message)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(await this.#secret());
  }

  async #receive(sealed: string): Promise<void> {
    const message = await this.#open(sealed).catch(() => undefined);
    if (message) this.#show(message);
  }

  /** @throws where it was sealed with another key, or by a release that says other things. */
  async #open(sealed: string): Promise<Message> {
    const { plaintext } = await compactDecrypt(sealed, await this.#secret());
    return messageSchema.parse(JSON.parse(inflateRawSync(plaintext).toString()));
  }

  async #makeSecret(): Promise<Uint8Array> {
    const key = await this.#parts.key();
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(PURPOSE)));
  }
}
