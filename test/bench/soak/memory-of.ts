import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import type { AssistantProcess } from '../../support/assistant-process.ts';

/** The environment with which a server tells its memory. */
export const TELLS_MEMORY = {
  NODE_OPTIONS: '--expose-gc --import ./test/bench/soak/memory-probe.ts',
};

const memorySchema = z.object({ rss: z.number(), heap: z.number() });

/** Has a server collect its garbage, and returns the bytes that it has from the system, and those that are in use. */
export async function memoryOf(server: AssistantProcess): Promise<z.infer<typeof memorySchema>> {
  const lines = () => server.printed().match(/^memory .*$/gm) ?? [];
  const before = lines().length;
  process.kill(server.pid, 'SIGUSR2');
  while (lines().length === before) await after(20);
  return memorySchema.parse(JSON.parse(lines().at(-1)?.slice('memory '.length) ?? ''));
}
