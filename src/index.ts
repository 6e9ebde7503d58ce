import { flushCompileCache } from 'node:module';
import { currentBundle } from './lib/bundle/server-bundle.ts';
import type { Assistant } from './start.ts';

/** Starts the assistant with the settings of the environment, and stops it cleanly on SIGINT and SIGTERM. */
let running: Assistant | undefined;
const stopAndExit = async (): Promise<void> => {
  // Before it runs there is nothing under way.
  await running?.stop();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stopAndExit());
// Who debugs or profiles wants to see the files themselves.
const options = [...process.execArgv, process.env.NODE_OPTIONS].join(' ');
const bundle = /--(inspect|cpu-prof)/.test(options) ? undefined : currentBundle('src/start.ts');
const { start }: typeof import('./start.ts') = await import(bundle ?? './start.ts');
try {
  const assistant = await start(process.env);
  running = assistant;
  console.log(`The assistant is at ${assistant.url}`);
  if (assistant.helpdeskLink)
    console.log(
      `The helpdesk's inbox (this link signs you in once, within 15 minutes): ${assistant.helpdeskLink}`,
    );
  // Node itself writes the cache only when the process ends normally.
  setTimeout(flushCompileCache, 1000).unref();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // It may listen already: a process that can answer nobody must not go on, so that it is started again.
  process.exit(1);
}
