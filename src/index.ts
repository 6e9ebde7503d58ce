import { enableCompileCache } from 'node:module';

/** Starts the assistant with the settings of the environment, and stops it in good order on SIGINT and SIGTERM. */
enableCompileCache();
const { start } = await import('./start.ts');
try {
  const assistant = await start(process.env);
  console.log(`The assistant is at ${assistant.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void assistant.stop());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
