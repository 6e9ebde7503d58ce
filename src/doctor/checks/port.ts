import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../../config/config.ts';
import { type CheckResult, skippedForSettings } from '../check-result.ts';
import { isAssistantHealth, probe } from '../probe.ts';

const NAME = 'port';
const TIMEOUT_MS = 3000;

/** Listens on the port for a moment, since nothing else shows that the start can. */
export async function checkPort(config: Config | undefined): Promise<CheckResult> {
  if (config === undefined) return skippedForSettings(NAME);
  const { host, port } = config;
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const code = await listenErrorOf(host, port);
  if (code === undefined) return { name: NAME, outcome: 'ok', says: `${place} can be listened on` };
  if (code !== 'EADDRINUSE')
    return {
      name: NAME,
      outcome: 'failed',
      says: `${place} cannot be listened on (${code})`,
      fix:
        code === 'EACCES'
          ? 'Use a port from 1024 upwards. Example: PORT=3978'
          : 'Set HOST to an address of this machine. Example: HOST=127.0.0.1',
    };
  if (await isTheAssistant(host, port))
    return { name: NAME, outcome: 'ok', says: `${place} is in use by an assistant that is already running` };
  return {
    name: NAME,
    outcome: 'failed',
    says: `${place} is in use by another program`,
    fix: 'Stop that program, or use another port. Example: PORT=3979',
  };
}

/** Tries to listen and returns the error's code; undefined where it works. */
async function listenErrorOf(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    server.close();
  }
}

async function isTheAssistant(host: string, port: number): Promise<boolean> {
  const near = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  const health = await probe(
    `http://${near.includes(':') ? `[${near}]` : near}:${port}/livez`,
    { redirect: 'manual' },
    TIMEOUT_MS,
  );
  return health.kind === 'answer' && isAssistantHealth(health);
}
