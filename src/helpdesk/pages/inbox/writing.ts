import { z } from 'zod';
import type { Store } from '../../../store/store.ts';

const writingSchema = z.object({ ticket: z.string(), agent: z.object({ id: z.string(), name: z.string() }) });
/** An agent who is typing on the page of a ticket. */
export type Writing = z.infer<typeof writingSchema>;
const toldSchema = z.object({ writing: writingSchema });

/** Tells the pages of all processes who is typing in which ticket; it is stored nowhere, and lost where it does not arrive at once. */
export class WritingBroadcast {
  readonly #store: Store;
  readonly #show: (writing: Writing) => void;
  readonly #unhear: () => void;

  constructor(store: Store, show: (writing: Writing) => void) {
    this.#store = store;
    this.#show = show;
    this.#unhear = store.hear((text) => {
      const writing = readTold(text);
      if (writing) show(writing);
    });
  }

  /** Tells that an agent is typing. */
  async send(writing: Writing): Promise<void> {
    this.#show(writing);
    if (this.#store.isShared) await this.#store.tell(JSON.stringify({ writing }));
  }

  close(): void {
    this.#unhear();
  }
}

/** Reads a text that another process tells; undefined where it is about something else. */
function readTold(text: string): Writing | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return toldSchema.safeParse(JSON.parse(text)).data?.writing;
  } catch {
    return undefined;
  }
}
