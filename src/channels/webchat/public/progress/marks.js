// @ts-check

/** @typedef {'done' | 'skipped' | 'current' | 'open'} State */

/** The signs in front of steps; beside them, screen readers get the state in words. @type {Record<State, string>} */
export const MARKS = { done: '✓', skipped: '–', current: '➤', open: '' };
