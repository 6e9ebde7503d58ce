/** Gives up on what takes too long, so that a check always ends. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const waiting = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => waiting.reject(new Error(`no answer within ${timeoutMs / 1000} seconds`)),
    timeoutMs,
  );
  return Promise.race([work, waiting.promise]).finally(() => clearTimeout(timer));
}
