import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.ts';

const PACKAGE = '@microsoft/m365agentsplayground';

/** Microsoft's own client for trying a bot without Teams. */
export interface Playground {
  url: string;
  close(): Promise<void>;
}

/** Starts the playground for a bot, in a process that opens no browser and calls no other host. */
export async function startPlayground(messagesUrl: string): Promise<Playground> {
  const folder = dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: { agentsplayground: string };
  };
  const port = await freePort();
  const options = ['-e', messagesUrl, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  const child = spawn(process.execPath, [join(folder, bin.agentsplayground), 'start', ...options], {
    cwd: mkdtempSync(join(tmpdir(), 'playground-')),
    env: { PATH: process.env.PATH ?? '', TEAMSAPPTESTER_BROWSER: 'none', SEND_INSTALLATION_ACTIVITY: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await listening(child);
  return {
    url: `http://localhost:${port}/`,
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

function listening(child: ChildProcess): Promise<void> {
  let printed = '';
  return new Promise((is, failed) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data) => {
        printed += String(data);
        if (printed.includes('Listening on')) is();
      });
    child.once('exit', () => failed(new Error(`the playground did not start:\n${printed}`)));
  });
}
