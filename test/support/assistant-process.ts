import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The assistant in a process of its own, as `npm start` runs it. */
export interface AssistantProcess {
  url: string;
  pid: number;
  /** The output so far. */
  printed: () => string;
  /** Sends a signal and waits until the process has ended. */
  kill: (signal: NodeJS.Signals) => Promise<void>;
  /** The exit code, or the signal that ended it; both null while it runs. */
  ended: () => { code: number | null; signal: NodeJS.Signals | null };
}

/**
 * Starts the assistant with these settings and waits until it prints its address.
 * @param largestFile in blocks of 512 bytes: the system lets no file of the process grow beyond it
 */
export async function startProcess(
  env: Record<string, string>,
  largestFile?: number,
): Promise<AssistantProcess> {
  const child = run(env, largestFile);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (printed += String(data)));
  const url = await new Promise<string>((found, failed) => {
    // Looked for no longer than until it is there: a benchmark's log grows to megabytes.
    child.stdout?.on('data', function look() {
      const match = /The assistant is at (\S+)/.exec(printed);
      if (!match?.[1]) return;
      child.stdout?.off('data', look);
      found(match[1]);
    });
    child.once('exit', () => failed(new Error(`the assistant did not start:\n${printed}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    printed: () => printed,
    kill: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill(signal);
        await gone;
      }
    },
    ended: () => ({ code: child.exitCode, signal: child.signalCode }),
  };
}

/** Runs an assistant that is expected to refuse the start; returns its exit code and output. */
export async function refusedStart(env: Record<string, string>): Promise<{ code: number; printed: string }> {
  const child = run(env);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (printed += String(data)));
  const [code] = await once(child, 'close');
  return { code: Number(code), printed };
}

function run(env: Record<string, string>, largestFile?: number): ChildProcess {
  // The flags of `npm start`, which would put a process of npm's own before this one.
  const flags = ['--max-semi-space-size=64', '--import', './src/lib/compile-cache.js'];
  const command = [process.execPath, ...flags, 'src/index.ts'];
  const limited = ['sh', '-c', `ulimit -f ${largestFile}; exec "$0" "$@"`, ...command];
  const [program = '', ...args] = largestFile === undefined ? command : limited;
  return spawn(program, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
