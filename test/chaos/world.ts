import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssistantProcess, startProcess } from '../support/assistant-process.ts';
import { PostgresServer } from '../support/postgres.ts';
import { MailServer } from '../tickets/systems/email/mail-server.ts';

const DATA = join(import.meta.dirname, '../../data');

/** Everything that the faults are done to: folders, a database server, a mail server and processes of the assistant. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  readonly mails = new MailServer();
  readonly #running = new Set<AssistantProcess>();
  #postgres: PostgresServer | undefined;
  #files = 0;
  readonly #end: number;

  /** @param minutes after which no more kills are begun */
  constructor(minutes = Number.POSITIVE_INFINITY) {
    this.#end = Date.now() + minutes * 60_000;
  }

  /** Checks whether the time for the kills is over. */
  isOver(): boolean {
    return Date.now() > this.#end;
  }

  /** Returns the database server, which is started when it is first asked for. */
  async postgres(): Promise<PostgresServer> {
    this.#postgres ??= await PostgresServer.start();
    return this.#postgres;
  }

  /** Returns a path for a database file in a folder of its own. */
  newFile(): string {
    return join(this.folder, `${++this.#files}`, 'talks.sqlite');
  }

  /**
   * Starts an assistant on a database, and once more where that fails, as whatever runs it does; `largestFile` is in blocks of
   * 512 bytes.
   */
  async start(
    databaseUrl: string,
    env: Record<string, string> = {},
    largestFile?: number,
  ): Promise<AssistantProcess> {
    const settings = { DATABASE_URL: databaseUrl, LOG_LEVEL: 'info', ...env };
    const assistant = await startProcess(settings, largestFile).catch(() =>
      startProcess(settings, largestFile),
    );
    this.#running.add(assistant);
    return assistant;
  }

  /** Returns settings with which tickets of the network's own helpdesk go to the mail server, which is opened. */
  async mailSettings(): Promise<Record<string, string>> {
    await this.mails.open();
    const pack = join(this.folder, 'pack');
    cpSync(DATA, pack, { recursive: true });
    const file = join(pack, 'network.yaml');
    const helpdesk = /(network-helpdesk:\n {4}email: )null/;
    writeFileSync(file, readFileSync(file, 'utf8').replace(helpdesk, '$1helpdesk@network.example.org'));
    return {
      CONTENT_DIR: pack,
      HELPDESK: 'email',
      SMTP_URL: this.mails.url({ host: '127.0.0.1' }),
      MAIL_FROM: 'assistant@example.org',
    };
  }

  /** Ends every process, and removes what they left. */
  async close(): Promise<void> {
    for (const assistant of this.#running) await assistant.kill('SIGKILL');
    await this.mails.close();
    await this.#postgres?.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
