import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { readPack } from './read-pack.ts';

/** Reads the pack in a folder on a thread of its own, and sends what it read to the thread that asked. */
const { folder } = z.object({ folder: z.string() }).parse(workerData);
parentPort?.postMessage(await readPack(folder));
