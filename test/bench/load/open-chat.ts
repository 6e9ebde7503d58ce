import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** An answer that takes longer does not count as one. */
const LOST_AFTER_MS = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

const tokenSchema = z.object({ conversationId: z.string(), token: z.string() });
const streamSchema = z.object({ streamUrl: z.string() });
const activitySchema = z.looseObject({
  type: z.string(),
  from: z.looseObject({ role: z.string().optional() }),
});
const frameSchema = z.object({ watermark: z.string(), activities: z.array(activitySchema) });
type Activity = z.infer<typeof activitySchema>;

/** A page that is open in somebody's browser: it posts to the server, and hears the replies on its socket. */
export class OpenChat {
  readonly #url: string;
  /** The network address that it is at, as a proxy in front of the server names it. */
  readonly #address: string;
  #conversation = '';
  #token = '';
  #watermark = '0';
  #socket: WebSocket | undefined;
  #heard: ((activities: Activity[]) => void) | undefined;
  /** The messages of the assistant that came last. */
  shown: Activity[] = [];

  private constructor(url: string, address: string) {
    this.#url = url;
    this.#address = address;
  }

  /** Opens a new conversation and hears the welcome. */
  static async open(url: string, address: string): Promise<OpenChat> {
    const chat = new OpenChat(url, address);
    await chat.#begin();
    return chat;
  }

  /** Says something; resolves once the first reply is on the socket, with the time that it took in milliseconds. */
  say(text: string): Promise<number> {
    return this.#post({ type: 'message', text });
  }

  /** Presses the button of that title; undefined where there is none. */
  async press(title: string): Promise<number | undefined> {
    const button = this.shown.map((activity) => buttonIn(activity, title)).find(Boolean);
    return button && this.#post({ type: 'message', value: button.data });
  }

  /** Loads the page again: a new token, everything from the beginning, another socket. */
  async reload(): Promise<void> {
    await this.#leave();
    this.#watermark = '0';
    const { token } = tokenSchema.parse(await this.#call('POST', '/api/webchat/token'));
    this.#token = token;
    await this.#start();
  }

  /** Loses the socket, and opens another one that goes on where this one ended. */
  async reconnect(): Promise<void> {
    await this.#leave();
    const path = `/v3/directline/conversations/${this.#conversation}?watermark=${this.#watermark}`;
    await this.#listen(streamSchema.parse(await this.#call('GET', path)).streamUrl);
  }

  /** Ends the conversation for good. */
  async end(): Promise<void> {
    await this.#call('POST', '/api/webchat/revoke');
    await this.#leave();
  }

  async close(): Promise<void> {
    await this.#leave();
  }

  async #begin(): Promise<void> {
    const { token, conversationId } = tokenSchema.parse(await this.#call('POST', '/api/webchat/token'));
    this.#token = token;
    this.#conversation = conversationId;
    await this.#start();
  }

  async #start(): Promise<void> {
    const first = this.#reply('the opening');
    await this.#listen(
      streamSchema.parse(await this.#call('POST', '/v3/directline/conversations')).streamUrl,
    );
    await first;
  }

  async #post(activity: { type: string; text?: string; value?: unknown }): Promise<number> {
    const reply = this.#reply(activity.text ?? 'a button');
    const sent = performance.now();
    const path = `/v3/directline/conversations/${this.#conversation}/activities`;
    await Promise.all([reply, this.#call('POST', path, activity)]);
    return (await reply) - sent;
  }

  /** Resolves with the moment at which the next message of the assistant comes. */
  #reply(to: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const lost = setTimeout(() => reject(new Error(`no reply came to: ${to}`)), LOST_AFTER_MS);
      this.#heard = (activities) => {
        const replies = activities.filter(({ type, from }) => type === 'message' && from.role === 'bot');
        if (replies.length === 0) return;
        clearTimeout(lost);
        this.#heard = undefined;
        this.shown = replies;
        resolve(performance.now());
      };
    });
  }

  #listen(url: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { headers: { 'X-Forwarded-For': this.#address } });
      this.#socket = socket;
      socket.once('open', () => resolve());
      socket.once('error', reject);
      socket.on('message', (data) => {
        const text = String(data);
        if (text === '') return;
        const { activities, watermark } = frameSchema.parse(JSON.parse(text));
        this.#watermark = watermark;
        this.#heard?.(activities);
      });
    });
  }

  #leave(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket || socket.readyState === WebSocket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once('close', () => resolve());
      socket.close();
    });
  }

  #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      'X-Forwarded-For': this.#address,
      ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.#url), { method, agent, headers }, (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (part) => (answer += part));
        response.once('end', () => {
          if (response.statusCode === 200 || response.statusCode === 201) resolve(JSON.parse(answer));
          else reject(new Error(`${method} ${path} was answered ${response.statusCode}: ${answer}`));
        });
      });
      sent.once('error', (error) => {
        // The server may close a connection that it thinks nobody uses in the moment in which it is used again.
        if (sent.reusedSocket) resolve(this.#call(method, path, body));
        else reject(error);
      });
      sent.end(text);
    });
  }
}

const buttonSchema = z.looseObject({ title: z.string(), data: z.record(z.string(), z.unknown()) });

/** Finds the button of that title, wherever it is on a card. */
function buttonIn(value: unknown, title: string): z.infer<typeof buttonSchema> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const button = buttonSchema.safeParse(value).data;
  if (button?.title === title) return button;
  for (const part of Object.values(value)) {
    const found = buttonIn(part, title);
    if (found) return found;
  }
  return undefined;
}
