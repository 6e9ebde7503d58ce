// @ts-check
import { byId, make, settings } from '../settings.js';

/** @typedef {'done' | 'skipped' | 'current' | 'open'} State */
/** @typedef {{ title: string, steps: { title: string, state: State }[] }} Phase */
/** @typedef {{ type: string, done: number, total: number, outline?: Phase[] }} Position */

/** @type {Record<State, string>} */
const MARKS = { done: '✓', skipped: '–', current: '➤', open: '' };

/**
 * Shows the person's progress: a list on wide screens, one line on narrow ones.
 * @param {Position} position
 */
export function showProgress({ done, total, outline = [] }) {
  const words = settings.summary.replace('{done}', String(done)).replace('{total}', String(total));
  byId('compact-text').textContent = words;
  fill(byId('compact-bar'), done, total);
  byId('compact').hidden = false;

  const bar = make('progress', '');
  bar.setAttribute('aria-labelledby', 'progress-text');
  fill(bar, done, total);
  const text = make('p', 'summary', words);
  text.id = 'progress-text';
  const list = make('ol', 'phases', ...outline.map(phaseItem));
  byId('progress').replaceChildren(text, bar, list);
  const current = list.querySelector('[aria-current]');
  if (current instanceof HTMLElement) bringIntoView(current);
}

/**
 * @param {HTMLElement} bar
 * @param {number} done
 * @param {number} total
 */
function fill(bar, done, total) {
  bar.setAttribute('max', String(Math.max(total, 1)));
  bar.setAttribute('value', String(done));
}

/** @param {Phase} phase */
function phaseItem({ title, steps }) {
  return make('li', 'phase', make('h3', '', title), make('ol', 'steps', ...steps.map(stepItem)));
}

/** @param {Phase['steps'][number]} step */
function stepItem({ title, state }) {
  const mark = make('span', 'mark', MARKS[state]);
  mark.setAttribute('aria-hidden', 'true');
  const isPlain = state === 'done' || state === 'open';
  const words = make('span', isPlain ? 'unseen' : 'state', ` (${settings.states[state]})`);
  const item = make('li', state, mark, make('span', 'title', title, words));
  if (state === 'current') item.setAttribute('aria-current', 'step');
  return item;
}

/**
 * Scrolls only the panel, not the page.
 * @param {HTMLElement} item
 */
function bringIntoView(item) {
  const panel = item.closest('aside');
  if (!panel) return;
  const { top, bottom } = item.getBoundingClientRect();
  const frame = panel.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) panel.scrollTop += top - frame.top - frame.height / 3;
}
