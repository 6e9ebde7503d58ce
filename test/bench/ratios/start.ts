import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import { median } from '../median.ts';
import type { Bench } from './ratio.ts';

const ROUNDS = 9;
const ROOT = join(import.meta.dirname, '../../..');

/**
 * Measures how long `npm start` takes until /readyz says yes, beside the time that importing the three packages it cannot do without
 * takes. The caches are filled before, as an install fills them, and the first start does not count.
 */
export const measureStart: Bench = async (report) => {
  execFileSync('npm', ['run', 'postinstall'], { cwd: ROOT, stdio: 'ignore' });
  await timeOfStart();
  const rounds: { imports: number; start: number }[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const times = { imports: await timeOfImports(), start: await timeOfStart() };
    rounds.push(times);
    report(
      `round ${round}: the imports ${times.imports.toFixed(0)} ms, the start ${times.start.toFixed(0)} ms`,
    );
  }
  return [
    {
      what: 'from npm start to /readyz, ms',
      ours: median(rounds.map(({ start }) => start)),
      baseline: median(rounds.map(({ imports }) => imports)),
      ratio: median(rounds.map(({ imports, start }) => start / imports)),
      goal: { atMost: 1.3 },
    },
  ];
};

async function timeOfImports(): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ['test/bench/sdk-imports.ts'], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.once('exit', resolve));
  return performance.now() - began;
}

async function timeOfStart(): Promise<number> {
  const port = await freePort();
  const database = join(mkdtempSync(join(tmpdir(), 'bench-start-')), 'talks.sqlite');
  const env = { ...process.env, PORT: String(port), DATABASE_URL: `file:${database}` };
  const began = performance.now();
  const child = spawn('npm', ['start'], { cwd: ROOT, env, stdio: 'ignore', detached: true });
  while (!(await isReady(port))) await new Promise((resolve) => setTimeout(resolve, 5));
  const took = performance.now() - began;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid) process.kill(-child.pid, 'SIGTERM');
  await gone;
  return took;
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}
