// @ts-check
import { showError } from './notices/error-notice.js';
import { byId, settings } from './settings.js';

const PATIENCE_MS = 15_000;

// A script of the chat that does not come at all could not say so itself.
setTimeout(() => {
  if (!('started' in byId('chat').dataset)) showError(settings.failed);
}, PATIENCE_MS);
