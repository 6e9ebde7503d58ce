// @ts-check
import { byId, make } from '../settings.js';

/**
 * Shows an error in place of the conversation, with a button that loads the page again.
 * @param {import('../settings.js').Notice} notice
 */
export function showError({ heading, explanation, retry }) {
  const button = make('button', 'main', retry);
  button.type = 'button';
  button.addEventListener('click', () => location.reload());
  byId('chat').hidden = true;
  byId('trouble').replaceChildren(make('h2', '', heading), make('p', 'notice', explanation), button);
}
