import { parentPort, workerData } from 'node:worker_threads';
import { addCannedReply } from '../../content/edit/add-canned-reply.ts';

/** Adds a reply on a thread of its own, since reading the pack with it takes a second. */
const [folder, language, reply] = workerData as Parameters<typeof addCannedReply>;
parentPort?.postMessage(addCannedReply(folder, language, reply));
