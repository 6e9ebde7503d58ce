import type { Config } from './config.ts';

/** Returns the address at which a browser opens the assistant; nobody can go to "every address of this machine". */
export function ownUrl({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>, port: number): string {
  if (publicUrl !== undefined) return `${publicUrl}/`;
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return `http://localhost:${port}/`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}
