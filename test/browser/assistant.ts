import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type Assistant, start } from '../../src/start.ts';

/** Starts the assistant with a store of its own, for the test that runs. */
export async function startAssistant(env: NodeJS.ProcessEnv = {}): Promise<Assistant> {
  const assistant = await startWith(env);
  onTestFinished(() => assistant.stop());
  return assistant;
}

/** Starts the assistant before the tests of a file and stops it after them; its address is known from then on. */
export function assistantForAll(): Pick<Assistant, 'url'> {
  let assistant: Assistant | undefined;
  beforeAll(async () => {
    assistant = await startWith({});
  });
  afterAll(() => assistant?.stop());
  return {
    get url() {
      return assistant?.url ?? '';
    },
  };
}

function startWith(env: NodeJS.ProcessEnv): Promise<Assistant> {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-in-browser-'));
  const DATABASE_URL = `file:${join(folder, 'talks.sqlite')}`;
  return start({ PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL, ...env });
}
