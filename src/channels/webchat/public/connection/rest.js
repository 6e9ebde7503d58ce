// @ts-check

/** The time until the next try, and what chance adds to it: after a restart of the server, not all pages come at once. */
const AGAIN_MS = 1_000;
const SPREAD_MS = 2_000;

/**
 * Makes a pause that can be cut short, as when the network comes back.
 * @returns {{ rest: (ms?: number) => Promise<void>, wake: () => void }}
 */
export function makeRest() {
  let wake = () => {};
  return {
    rest: (ms = AGAIN_MS + Math.random() * SPREAD_MS) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    wake: () => wake(),
  };
}
