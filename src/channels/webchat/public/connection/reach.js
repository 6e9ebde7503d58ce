// @ts-check

/** A server that leaves a question open for so long is away. */
const SILENCE_MS = 6_000;

/**
 * @typedef {object} Reach
 * @property {() => boolean} isAway
 * @property {() => void} asked Something was sent that the server answers at once.
 * @property {() => void} heard Something came from the server.
 * @property {() => void} failed Somebody said that there is no way to the server.
 */

/**
 * Knows whether the server can be reached.
 * @param {(isAway: boolean) => void} onChange
 * @returns {Reach}
 */
export function watchReach(onChange) {
  let isAway = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;
  const know = (/** @type {boolean} */ isAwayNow) => {
    clearTimeout(silence);
    silence = undefined;
    if (isAway === isAwayNow) return;
    isAway = isAwayNow;
    onChange(isAway);
  };
  return {
    isAway: () => isAway,
    asked() {
      silence ??= setTimeout(() => know(true), SILENCE_MS);
    },
    heard: () => know(false),
    failed: () => know(true),
  };
}
