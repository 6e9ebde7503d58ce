import type { Activity } from 'botbuilder-core';
import { type Seen, see } from './clinician.ts';

/** A person at the simplest Direct Line client: it uses fetch, and remembers only the token. */
export class DirectLinePerson {
  readonly #url: string;
  readonly #headers: Record<string, string>;
  token = '';
  conversationId = '';
  #watermark = '0';

  /** @param headers go with every call */
  constructor(url: string, headers: Record<string, string> = {}) {
    this.#url = url.replace(/\/$/, '');
    this.#headers = headers;
  }

  /** Gets a token, or renews an earlier one, and opens the conversation. */
  async open(earlier?: string): Promise<void> {
    const headers = { ...this.#headers, ...(earlier && { Authorization: `Bearer ${earlier}` }) };
    const response = await fetch(`${this.#url}/api/webchat/token`, { method: 'POST', headers });
    const { token, conversationId } = (await response.json()) as { token: string; conversationId: string };
    Object.assign(this, { token, conversationId });
    await this.call('POST', '/v3/directline/conversations');
  }

  async post(activity: Partial<Activity>, headers: Record<string, string> = {}): Promise<Response> {
    const path = `/v3/directline/conversations/${this.conversationId}/activities`;
    return this.call('POST', path, activity, headers);
  }

  /** Returns the assistant's messages since the last read. */
  async read(): Promise<Seen[]> {
    const path = `/v3/directline/conversations/${this.conversationId}/activities?watermark=${this.#watermark}`;
    const page = (await (await this.call('GET', path)).json()) as {
      activities: Activity[];
      watermark: string;
    };
    this.#watermark = page.watermark;
    return page.activities.filter((activity) => activity.from.role === 'bot').map(see);
  }

  /** Sends words and returns the newest message of the assistant. */
  async say(text: string, headers: Record<string, string> = {}): Promise<Seen> {
    await this.post({ type: 'message', text }, headers);
    return newest(await this.read());
  }

  /** Presses a button of a message and returns the newest message of the assistant. */
  async press(seen: Seen, title: string): Promise<Seen> {
    const button = seen.buttons.find((candidate) => candidate.title === title);
    if (!button) throw new Error(`no button "${title}"`);
    await this.post({ type: 'message', value: button.data });
    return newest(await this.read());
  }

  call(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Response> {
    const headers = {
      ...this.#headers,
      Authorization: `Bearer ${this.token}`,
      'Content-Type': 'application/json',
      ...more,
    };
    return fetch(`${this.#url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  }
}

function newest(seen: Seen[]): Seen {
  const last = seen.at(-1);
  if (!last) throw new Error('the assistant said nothing');
  return last;
}
