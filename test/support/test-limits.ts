import { clientAddressBehind } from '../../src/http/client-address.ts';
import { openLog } from '../../src/lib/log.ts';
import type { Limits } from '../../src/limits/limits.ts';
import { memoryLimits } from '../../src/limits/open.ts';

/** Limits as the assistant has them, behind a proxy on this machine that tells the addresses of its clients. */
export function testLimits(log = openLog('silent')): Limits {
  return memoryLimits({ addressOf: clientAddressBehind(['loopback']), log });
}
