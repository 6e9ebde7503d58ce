import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { memoryOf } from './models.ts';
import { readPack } from './read-pack.ts';

/** Reads the pack in a folder on a thread of its own, and sends what it read to the thread that asked. */
const { folder } = z.object({ folder: z.string() }).parse(workerData);
const read = await readPack(folder);
parentPort?.postMessage(read, 'models' in read ? memoryOf(read.models) : []);
