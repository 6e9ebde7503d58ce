// @ts-check
import { byId, make } from '../settings.js';

/**
 * Shows an error in place of the conversation, with a button.
 * @param {import('../settings.js').Notice} notice
 * @param {() => void} onRetry Called at a press of the button; otherwise the page is loaded again.
 */
export function showError({ heading, explanation, retry }, onRetry = () => location.reload()) {
  const button = make('button', 'main', retry);
  button.type = 'button';
  button.addEventListener('click', onRetry);
  byId('chat').hidden = true;
  byId('trouble').replaceChildren(make('h2', '', heading), make('p', 'notice', explanation), button);
}

/** Shows the conversation again. */
export function hideError() {
  byId('chat').hidden = false;
  byId('trouble').replaceChildren();
}
