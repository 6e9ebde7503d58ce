// @ts-check
import { byId, make, settings } from '../settings.js';
import { MARKS } from './marks.js';
import { stepKey } from './step-key.js';

/** @typedef {import('./marks.js').State} State */
/** @typedef {{ id: string, title: string, steps: { id: string, title: string, state: State }[] }} Phase */

/**
 * Where the person is, on each message that says it.
 * @typedef {object} Position
 * @property {string} type
 * @property {string} phase
 * @property {string} step
 * @property {boolean} [isStep] The message's card is the step itself.
 * @property {number} done
 * @property {number} total
 * @property {Phase[]} [outline]
 */

/** The places of the list: beside the conversation, and in the window that the line opens on narrow screens. */
const PLACES = ['progress', 'steps-list'];

/**
 * Returns what a message says about where the person is; undefined where it says nothing.
 * @param {import('../transcript/incoming-activities.js').Activity} activity
 */
export function positionIn({ entities = [] }) {
  return /** @type {Position | undefined} */ (entities.find(({ type }) => type === 'guidePosition'));
}

/**
 * Shows the person's progress: a list on wide screens; on narrow ones a line, which opens the list.
 * @param {Position} position
 */
export function showProgress({ done, total, outline = [] }) {
  const words = settings.summary.replace('{done}', String(done)).replace('{total}', String(total));
  byId('compact-text').textContent = words;
  fill(byId('compact-bar'), done, total);
  byId('compact').hidden = false;
  for (const place of PLACES) showList(byId(place), words, done, total, outline);
}

/**
 * Calls back with "phase/step" when a step in a list is pressed.
 * @param {(step: string) => void} onStep
 */
export function offerSteps(onStep) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('steps-dialog'));
  byId('compact-open').addEventListener('click', () => {
    dialog.showModal();
    const current = dialog.querySelector('[aria-current]');
    if (current instanceof HTMLElement) current.focus();
  });
  byId('steps-close').addEventListener('click', () => dialog.close());
  for (const place of PLACES) {
    byId(place).addEventListener('click', ({ target, detail }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      // A double click goes there once.
      if (!button?.dataset.step || detail > 1) return;
      dialog.close();
      onStep(button.dataset.step);
    });
    byId(place).addEventListener('mousedown', (event) => {
      // The first press may have been answered already, and the card has the focus.
      if (event.detail > 1) event.preventDefault();
    });
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} words
 * @param {number} done
 * @param {number} total
 * @param {Phase[]} outline
 */
function showList(place, words, done, total, outline) {
  const { activeElement } = document;
  const focused =
    place.contains(activeElement) && activeElement instanceof HTMLElement ? activeElement : null;
  const text = make('p', 'summary', words);
  text.id = `${place.id}-text`;
  const bar = make('progress', '');
  bar.setAttribute('aria-labelledby', text.id);
  fill(bar, done, total);
  const list = make('ol', 'phases', ...outline.map(phaseItem));
  place.replaceChildren(text, bar, list);
  const button = [...list.querySelectorAll('button')].find(
    ({ dataset }) => dataset.step === focused?.dataset.step,
  );
  if (focused) button?.focus({ preventScroll: true });
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
function phaseItem({ id, title, steps }) {
  const items = steps.map((step) => stepItem(id, step));
  return make('li', 'phase', make('h3', '', title), make('ol', 'steps', ...items));
}

/**
 * @param {string} phase
 * @param {Phase['steps'][number]} step
 */
function stepItem(phase, { id, title, state }) {
  const mark = make('span', 'mark', MARKS[state]);
  mark.setAttribute('aria-hidden', 'true');
  const isPlain = state === 'done' || state === 'open';
  const words = make('span', isPlain ? 'unseen' : 'state', ` (${settings.states[state]})`);
  const button = make('button', '', mark, make('span', 'title', title, words));
  button.type = 'button';
  button.dataset.step = stepKey(phase, id);
  if (state === 'current') button.setAttribute('aria-current', 'step');
  return make('li', state, button);
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
