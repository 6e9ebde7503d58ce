import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';

/** What people type, over and over: it moves them on and back, and asks where they are. */
const WORDS = ['next', 'next', 'where am I', 'back'];
/** Slow enough for the limit of a conversation. */
const PAUSE_MS = 250;
/** Longer than any answer takes that comes at all. */
const PATIENCE_MS = 30_000;

const tokenSchema = z.object({ token: z.string(), conversationId: z.string() });
const postedSchema = z.object({ id: z.string() });
const rowSchema = z.looseObject({
  id: z.string(),
  from: z.looseObject({ role: z.string().optional() }),
  replyToId: z.string().optional(),
  channelData: z.looseObject({ clientActivityID: z.string().optional() }).optional(),
  entities: z
    .array(z.looseObject({ type: z.string(), phase: z.string().optional(), step: z.string().optional() }))
    .optional(),
});
/** A page of the history, as a stream sends it. */
export const pageSchema = z.object({ activities: z.array(rowSchema), watermark: z.string() });
type Row = z.infer<typeof rowSchema>;

/** What became of everything that people were told is taken. */
export interface Tally {
  confirmed: number;
  /** Confirmed, and not in the history, without a reply there, or under another id than the one that was answered. */
  lost: number;
  /** In the history twice. */
  doubled: number;
  /** People who are not where they were last shown to be. */
  misplaced: number;
}

/** Somebody who types all the time, and sends what was not confirmed again, as the page does. */
export class ChaosPerson {
  /** The address of the assistant, which may be another one after a restart. */
  url: string;
  /** By the client's id of a message: the id that was answered. */
  readonly confirmed = new Map<string, string>();
  /** Messages that were answered by trouble or not at all, and sent again. */
  repeated = 0;
  #token = '';
  #conversation = '';
  #isTalking = false;
  #talking: Promise<void> = Promise.resolve();

  constructor(url: string) {
    this.url = url;
  }

  /** Opens a conversation and begins the guide. */
  async open(): Promise<void> {
    const { token, conversationId } = tokenSchema.parse(await this.#json('POST', '/api/webchat/token'));
    this.#token = token;
    this.#conversation = conversationId;
    await this.#json('POST', '/v3/directline/conversations');
    await this.say('start');
  }

  /** Types until `rest` is called. */
  talk(): void {
    this.#isTalking = true;
    this.#talking = (async () => {
      for (let n = 0; this.#isTalking; n++) {
        await this.say(WORDS[n % WORDS.length] ?? 'next');
        await after(PAUSE_MS * (1 + Math.random()));
      }
    })();
  }

  /** Types nothing more; resolves once the last message is confirmed, or given up. */
  async rest(): Promise<void> {
    this.#isTalking = false;
    await this.#talking;
  }

  /** Sends a message again until it is confirmed, or until nobody talks any more. */
  async say(text: string): Promise<string | undefined> {
    const clientActivityID = randomUUID();
    for (let attempt = 0; attempt === 0 || this.#isTalking; attempt++) {
      const id = await this.sendOnce(text, clientActivityID, this.url);
      if (id !== undefined) return id;
      this.repeated++;
      await after(200 + Math.random() * 200);
    }
    return undefined;
  }

  /** Sends a message to one of several assistants; undefined where it was not confirmed. */
  async sendOnce(text: string, clientActivityID: string, url: string): Promise<string | undefined> {
    const path = `/v3/directline/conversations/${this.#conversation}/activities`;
    const message = { type: 'message', text, channelData: { clientActivityID } };
    const answer = await this.#call('POST', path, message, url).catch(() => undefined);
    const body: unknown = await answer?.json().catch(() => undefined);
    if (!answer?.ok || body === undefined) return undefined;
    const { id } = postedSchema.parse(body);
    const before = this.confirmed.get(clientActivityID);
    // Two assistants that answer with different ids: whoever remembers the wrong one loses the message.
    this.confirmed.set(clientActivityID, before === undefined || before === id ? id : `${before} and ${id}`);
    return id;
  }

  /** Returns the address of a stream that begins after a watermark. */
  async streamUrl(watermark: string): Promise<string> {
    const path = `/v3/directline/conversations/${this.#conversation}?watermark=${watermark}`;
    return z.object({ streamUrl: z.string() }).parse(await this.#json('GET', path)).streamUrl;
  }

  /** Compares what was confirmed with what the assistant has now. */
  async tally(): Promise<Tally> {
    const confirmed = [...this.confirmed];
    const rows = await this.history();
    const own = Map.groupBy(
      rows.filter(({ from }) => from.role === 'user'),
      ({ channelData }) => channelData?.clientActivityID ?? '',
    );
    const replies = Map.groupBy(rows, ({ replyToId }) => replyToId ?? '');
    const lost = confirmed.filter(([client, id]) => {
      const [row] = own.get(client) ?? [];
      return row?.id !== id || !replies.has(id);
    });
    const doubled = [...own.values()].filter((same) => same.length > 1);
    const shown = placeIn(rows);
    await this.say('where am I');
    const isMisplaced = placeIn(await this.history()) !== shown;
    return {
      confirmed: confirmed.length,
      lost: lost.length,
      doubled: doubled.length,
      misplaced: isMisplaced ? 1 : 0,
    };
  }

  /** Returns everything that stands in the conversation. */
  async history(): Promise<Row[]> {
    const rows: Row[] = [];
    for (let watermark = '0'; ; ) {
      const path = `/v3/directline/conversations/${this.#conversation}/activities?watermark=${watermark}`;
      const page = pageSchema.parse(await this.#json('GET', path));
      rows.push(...page.activities);
      if (page.activities.length === 0 || page.watermark === watermark) return rows;
      watermark = page.watermark;
    }
  }

  async #json(method: string, path: string): Promise<unknown> {
    const answer = await this.#call(method, path, undefined, this.url);
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}`);
    return answer.json();
  }

  #call(method: string, path: string, body: unknown, url: string): Promise<Response> {
    return fetch(new URL(path, url), {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(this.#token !== '' && { Authorization: `Bearer ${this.#token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  }
}

/** The step that was shown last. */
function placeIn(rows: readonly Row[]): string | undefined {
  const places = rows.flatMap(
    ({ entities }) => entities?.filter(({ type }) => type === 'guidePosition') ?? [],
  );
  const last = places.at(-1);
  return last && `${last.phase}/${last.step}`;
}
