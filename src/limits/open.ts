import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Log } from '../lib/log.ts';
import { openMemoryCounters, openPostgresCounters } from './counters.ts';
import { Limits } from './limits.ts';

interface OpenLimitsOptions {
  databaseUrl: string;
  addressOf: (request: IncomingMessage) => string;
  log: Log;
}

/** Opens the limits: counted in the database where several processes share one, otherwise in memory. */
export async function openLimits({ databaseUrl, addressOf, log }: OpenLimitsOptions): Promise<Limits> {
  if (!databaseUrl.startsWith('postgres')) return memoryLimits({ addressOf, log });
  // All processes know the address of the database, with its password; a person who reads the database does not.
  return new Limits({
    counters: await openPostgresCounters(databaseUrl),
    secret: databaseUrl,
    addressOf,
    log,
  });
}

/** Opens limits that this process counts alone. */
export function memoryLimits({ addressOf, log }: Omit<OpenLimitsOptions, 'databaseUrl'>): Limits {
  return new Limits({
    counters: openMemoryCounters(),
    secret: randomBytes(32).toString('hex'),
    addressOf,
    log,
  });
}
