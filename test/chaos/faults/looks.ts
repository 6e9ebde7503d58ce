import { setTimeout as after } from 'node:timers/promises';
import type { AssistantProcess } from '../../support/assistant-process.ts';

/** The programs that run containers kill after ten seconds. */
const STOP_WITHIN_MS = 10_000;

/** Stops the process as a container's host does; returns how long that took, and what was wrong with it. */
export async function stopTrouble(assistant: AssistantProcess): Promise<{ ms: number; wrong: string[] }> {
  const began = Date.now();
  const late = AbortSignal.timeout(STOP_WITHIN_MS + 5_000);
  late.addEventListener('abort', () => void assistant.kill('SIGKILL'));
  await assistant.kill('SIGTERM');
  const ms = Date.now() - began;
  const { code } = assistant.ended();
  return { ms, wrong: code === 0 && ms <= STOP_WITHIN_MS ? [] : [`it stopped with ${code} after ${ms} ms`] };
}

/**
 * Checks whether the assistant says that it is not ready, within ten seconds: where the room is nearly gone, a small row may still
 * find a place that a message did not, and an answer is used again for a while.
 */
export async function turnsUnready({ url }: AssistantProcess): Promise<boolean> {
  for (let n = 0; n < 50; n++) {
    if ((await fetch(`${url}readyz`)).status === 503) return true;
    await after(200);
  }
  return false;
}

export async function statusMs({ url }: AssistantProcess): Promise<number> {
  const began = performance.now();
  await fetch(`${url}livez`);
  return Math.round(performance.now() - began);
}

export async function hasLogged({ printed }: AssistantProcess, words: string): Promise<boolean> {
  // A busy machine may take a while to pass on what was printed.
  for (let n = 0; n < 300 && !printed().includes(words); n++) await after(100);
  return printed().includes(words);
}
