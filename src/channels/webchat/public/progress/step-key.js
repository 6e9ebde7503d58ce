// @ts-check

/**
 * Returns a step's key, by which the page and links name it.
 * @param {string} phase
 * @param {string} step
 */
export function stepKey(phase, step) {
  return `${phase}/${step}`;
}
