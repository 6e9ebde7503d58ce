import type { Request, Response } from 'restify';
import { NO_STORE } from '../../../http/headers.ts';
import { HttpError, toHttpError } from '../../../http/http-error.ts';
import { answering, sendError } from '../../../http/respond.ts';
import type { Log } from '../../../lib/log.ts';
import type { TicketChanges } from '../../../tickets/ticket-changes.ts';
import type { Tickets } from '../../../tickets/tickets.ts';
import type { Session, SessionGuard } from '../../session.ts';
import { ListWatch } from './list-watch.ts';
import type { Writing } from './writing.ts';

const BEAT_MS = 20_000;
/** The limit for a browser that no longer reads, so that it does not fill the memory. */
const MAX_BUFFERED_BYTES = 64 * 1024;

const CLOSED = new HttpError(503, 'Stopping', 'The assistant is stopping. Try again in a moment.');

interface Parts {
  guard: SessionGuard;
  changes: TicketChanges;
  tickets: Tickets;
  log: Log;
}

/**
 * The server-sent event streams that notify open pages of changed tickets; they carry the ticket's number, the name of a
 * colleague who is typing, and no text.
 */
export class ChangeStreams {
  readonly #guard: SessionGuard;
  readonly #log: Log;
  readonly #watch: ListWatch;
  readonly #open = new Map<Response, { request: Request; session: Session }>();
  readonly #unsubscribe: () => void;
  readonly #beat: NodeJS.Timeout;
  #isClosed = false;

  constructor({ guard, changes, tickets, log }: Parts) {
    this.#guard = guard;
    this.#log = log;
    const send = (number: string): void => this.#send(number);
    this.#unsubscribe = changes.subscribe(send);
    this.#watch = new ListWatch(tickets, send, log);
    this.#beat = setInterval(() => void this.#beatAll(), BEAT_MS).unref();
  }

  /** The number of pages that listen. */
  get count(): number {
    return this.#open.size;
  }

  /** Tells the pages of everybody else that an agent is typing. */
  sendWriting({ ticket, agent }: Writing): void {
    const data = JSON.stringify({ ticket, agent: agent.name });
    for (const [response, { session }] of this.#open)
      if (session.agent.id !== agent.id) this.#write(response, `event: writing\ndata: ${data}\n\n`);
  }

  /** Keeps the response open and writes to it the number of every ticket that changes. */
  async open(request: Request, response: Response): Promise<void> {
    await answering(
      response,
      async () => {
        const session = await this.#guard.requireSession(request);
        // Another stream would keep the server from stopping.
        if (this.#isClosed) throw CLOSED;
        this.#begin(request, response, session);
      },
      (error) =>
        sendError(response, toHttpError(error, this.#log, "a stream of the helpdesk's people failed")),
    );
  }

  #begin(request: Request, response: Response, session: Session): void {
    // A client that has gone would be written to until its session ends.
    if (response.destroyed) return;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      ...NO_STORE,
      // Without this, proxies such as nginx would buffer the stream.
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    this.#open.set(response, { request, session });
    this.#watch.start();
    response.on('close', () => this.#forget(response));
  }

  /** Ends all streams; their pages reconnect by themselves. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#beat);
    this.#unsubscribe();
    for (const response of [...this.#open.keys()]) this.#end(response);
  }

  #send(number: string): void {
    for (const response of this.#open.keys()) this.#write(response, `data: ${number}\n\n`);
  }

  /** Keeps the streams from being cut by proxies, and ends those whose session is over. */
  async #beatAll(): Promise<void> {
    for (const [response, { request }] of [...this.#open]) {
      try {
        await this.#guard.requireSession(request);
        this.#write(response, ':\n\n');
      } catch {
        this.#end(response);
      }
    }
  }

  #write(response: Response, text: string): void {
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
    else if (!response.writableEnded) response.write(text);
  }

  #end(response: Response): void {
    this.#forget(response);
    response.end();
  }

  #forget(response: Response): void {
    this.#open.delete(response);
    if (this.#open.size === 0) this.#watch.stop();
  }
}
