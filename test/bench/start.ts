import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { median } from './median.ts';

/**
 * `npm run bench:start`: how long `npm start` takes until /readyz says yes, beside the time that importing the three
 * packages it cannot do without takes, in the same run. Prints the medians and their ratio.
 */
const ROUNDS = 7;
const ROOT = join(import.meta.dirname, '../..');

const imports: number[] = [];
const starts: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  imports.push(await timeOfImports());
  starts.push(await timeOfStart());
}
const [baseline, start] = [median(imports), median(starts)];
console.log(`importing botbuilder, botbuilder-dialogs, restify: ${baseline.toFixed(0)} ms`);
console.log(
  `npm start until /readyz says yes: ${start.toFixed(0)} ms (the first: ${starts[0]?.toFixed(0)} ms)`,
);
console.log(`ratio: ${(start / baseline).toFixed(2)} (to stay within 1.3)`);

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
