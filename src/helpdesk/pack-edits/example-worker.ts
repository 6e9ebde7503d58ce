import { parentPort, workerData } from 'node:worker_threads';
import { textsOf } from '../../content/content.ts';
import { type AddOutcome, addExample } from '../../content/edit/add-example.ts';
import type { ChangedFile } from '../../content/read/yaml-file.ts';
import { checkExample, type ExampleWarning } from '../../understanding/check-examples.ts';

/** What the thread is given: the arguments of `addExample`. */
export type ExampleAsked = Parameters<typeof addExample>;

/** The change that adds an example, with what speaks against it. */
export interface MadeExample extends ChangedFile {
  name: string;
  warning: ExampleWarning | undefined;
}

/** What became of an example. */
export type ExampleMade = { added: MadeExample } | Exclude<AddOutcome, { added: unknown }>;

/** Adds an example on a thread of its own, since reading the pack with it and comparing it with others takes some seconds. */
const [folder, wanted, content] = workerData as ExampleAsked;
parentPort?.postMessage(made(addExample(folder, wanted, content)));

function made(outcome: AddOutcome): ExampleMade {
  if (!('added' in outcome)) return outcome;
  const { file, text, name, content: changed } = outcome.added;
  const [warning] = checkExample(textsOf(changed, wanted.language), wanted.label, wanted.line);
  return { added: { file, text, name, warning } };
}
