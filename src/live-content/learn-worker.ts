import { parentPort, workerData } from 'node:worker_threads';
import type { Texts } from '../content/content.ts';
import { learn } from '../understanding/understand.ts';
import { memoryOf } from './models.ts';

/** Learns the questions of the languages that it is given on a thread of its own, and sends what it learned. */
const models = new Map((workerData as Texts[]).map((texts) => [texts.language, learn(texts)]));
parentPort?.postMessage(models, memoryOf(models));
