import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server to compare with, in a process of its own. */
export interface Bare {
  url: string;
  pid: number;
  kill: () => void;
}

/** Starts the server of a file beside this one, which prints its address, with the memory settings of ours. */
export async function startBare(file: string, ...args: string[]): Promise<Bare> {
  const script = join(import.meta.dirname, file);
  const child = spawn(process.execPath, ['--max-semi-space-size=64', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface(child.stdout), 'line');
  return { url: String(url), pid: child.pid ?? 0, kill: () => child.kill() };
}
