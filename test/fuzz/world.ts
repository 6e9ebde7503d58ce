import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type AssistantProcess, startProcess } from '../support/assistant-process.ts';
import { freePort } from '../support/free-port.ts';
import { Connector } from './connector.ts';
import { type Answer, send, type Wire } from './wire.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A conversation is left after so many cases, since one that holds everything tells little about a new one. */
const CASES_PER_CONVERSATION = 40;
/** Conversations that are open at once. */
const OPEN = 24;

const tokenSchema = z.object({ token: z.string(), conversationId: z.string() });
const openedSchema = z.object({ streamUrl: z.string() });

/** A person's conversation in the web chat. */
export interface Chat {
  number: number;
  id: string;
  token: string;
  streamToken: string;
  /** The client's address, as the proxy in front tells it. */
  address: string;
  /** The data of the buttons that the last card had. */
  buttons: unknown[];
  cases: number;
}

/** The assistant in a process of its own, with people, an agent and a program that use it. */
export class World {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  readonly connector = new Connector();
  readonly #chats: Chat[] = [];
  #process: AssistantProcess | undefined;
  #count = 0;
  apiKey = '';
  cookie = '';
  csrf = '';
  tickets: string[] = [];

  async open(): Promise<void> {
    await this.connector.open();
    // The helpdesk's pages can write to the content.
    cpSync(join(ROOT, 'data'), join(this.#folder, 'data'), { recursive: true });
    const env = {
      DATABASE_URL: `file:${join(this.#folder, 'assistant.sqlite')}`,
      CONTENT_DIR: join(this.#folder, 'data'),
      PORT: String(await freePort()),
      // Each person comes from an address of their own, so that the limits stop few.
      TRUSTED_PROXIES: 'loopback',
    };
    // A heap of this size holds what is needed; what grows without end, ends the process.
    const heap = '--max-semi-space-size=64 --max-old-space-size=256';
    this.#process = await startProcess({ ...env, LOG_LEVEL: 'error', NODE_OPTIONS: heap });
    const command = (file: string, ...args: string[]) =>
      execFileSync(process.execPath, [`src/cli/${file}`, ...args], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...env },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    this.apiKey = command('helpdesk-keys.ts', 'make', 'fuzz');
    await this.#signIn(command('helpdesk-link.ts'));
    for (let number = 0; number < 3; number++) await this.#handOver();
  }

  get url(): string {
    return this.#running.url;
  }

  get #running(): AssistantProcess {
    if (!this.#process) throw new Error('the world is not open');
    return this.#process;
  }

  /** The memory that the process holds, in MB. */
  memory(): number {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(this.#running.pid)], {
      encoding: 'utf8',
    });
    return Math.round(Number(kilobytes) / 1000);
  }

  /** The errors that the process has logged, or its last words. */
  printed(): string[] {
    return this.#running
      .printed()
      .split('\n')
      .filter((line) => line !== '' && !/^(The assistant is at|The helpdesk's inbox)/.test(line));
  }

  send(wire: Wire): Promise<Answer | undefined> {
    return send(this.url, wire);
  }

  /** Returns an open conversation; each is used for a while and then left. */
  async chat(which: number): Promise<Chat> {
    const place = which % OPEN;
    const chat = this.#chats[place];
    if (chat && chat.cases++ < CASES_PER_CONVERSATION) return chat;
    const opened = await this.#openChat();
    this.#chats[place] = opened;
    return opened;
  }

  /** Lets go of a conversation that can no longer be used. */
  leave(chat: Chat): void {
    chat.cases = CASES_PER_CONVERSATION;
  }

  /** Returns any other conversation that is open. */
  other(chat: Chat): Chat {
    return this.#chats.find((each) => each && each.number !== chat.number) ?? chat;
  }

  /** The conversations that are open. */
  openChats(): Chat[] {
    return this.#chats.filter((chat) => chat !== undefined && chat.cases < CASES_PER_CONVERSATION);
  }

  async close(): Promise<void> {
    await this.#process?.kill('SIGKILL');
    this.connector.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #openChat(): Promise<Chat> {
    const number = this.#count++;
    const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
    const headers = { 'X-Forwarded-For': address, 'Content-Type': 'application/json' };
    const given = await this.#sure({ method: 'POST', path: '/api/webchat/token', headers });
    const { token, conversationId } = tokenSchema.parse(JSON.parse(given.body));
    const authorized = { ...headers, Authorization: `Bearer ${token}` };
    const opened = await this.#sure({
      method: 'POST',
      path: '/v3/directline/conversations',
      headers: authorized,
    });
    const { streamUrl } = openedSchema.parse(JSON.parse(opened.body));
    const streamToken = new URL(streamUrl).searchParams.get('t') ?? '';
    return { number, id: conversationId, token, streamToken, address, buttons: [], cases: 0 };
  }

  async #signIn(link: string): Promise<void> {
    const key = new URL(link).searchParams.get('key') ?? '';
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const path = '/helpdesk/sign-in';
    const { headers: answered } = await this.#sure({ method: 'POST', path, headers, body: `key=${key}` });
    this.cookie = answered['set-cookie']?.[0]?.split(';')[0] ?? '';
    const page = await this.#sure({ method: 'GET', path: '/helpdesk', headers: { Cookie: this.cookie } });
    this.csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    if (this.csrf === '') throw new Error('nobody could sign in');
  }

  /** Makes a ticket, so that the helpdesk's pages have something to show. */
  async #handOver(): Promise<void> {
    const chat = await this.#openChat();
    const path = `/v3/directline/conversations/${chat.id}/activities`;
    const headers = {
      'X-Forwarded-For': chat.address,
      'Content-Type': 'application/json',
      Authorization: `Bearer ${chat.token}`,
    };
    for (const text of ['I have done part of it', 'human', 'The page stays white.', 'send it'])
      await this.#sure({ method: 'POST', path, headers, body: JSON.stringify({ type: 'message', text }) });
    const { body } = await this.#sure({ method: 'GET', path, headers });
    const ticket = /Your ticket is ([A-Z]{3}-[A-Z]{3})/.exec(body)?.[1];
    if (ticket) this.tickets.push(ticket);
  }

  async #sure(wire: Wire): Promise<Answer> {
    const answer = await this.send(wire);
    if (answer && answer.status < 400) return answer;
    throw new Error(`${wire.method} ${wire.path} was answered ${answer?.status}: ${answer?.body}`);
  }
}
