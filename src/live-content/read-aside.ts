import { resultAside } from '../lib/threads/result-aside.ts';
import type { ReadPack } from './read-pack.ts';

const WORKER = new URL('./read-pack-worker.ts', import.meta.url);

/** Reads a pack on another thread, so that nobody waits for it. @throws Error where the thread ends without a result. */
export async function readAside(folder: string, stopped: AbortSignal): Promise<ReadPack> {
  return (await resultAside(WORKER, { folder }, stopped)) as ReadPack;
}
