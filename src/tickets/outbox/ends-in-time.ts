/** Time in which a delivery that is told to stop has to end. */
const GRACE_MS = 1_000;

/** The error for a delivery that goes on although it was told to stop: it may still arrive. */
export class LeftError extends Error {}

/** Returns the outcome of a delivery, for which nobody waits long once it was told to stop. @throws LeftError */
export async function endsInTime<T>(delivery: Promise<T>, stopped: AbortSignal): Promise<T> {
  const over = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const onStop = () => {
    timer = setTimeout(() => over.reject(new LeftError()), GRACE_MS);
  };
  if (stopped.aborted) onStop();
  else stopped.addEventListener('abort', onStop, { once: true });
  try {
    return await Promise.race([delivery, over.promise]);
  } finally {
    stopped.removeEventListener('abort', onStop);
    clearTimeout(timer);
  }
}
