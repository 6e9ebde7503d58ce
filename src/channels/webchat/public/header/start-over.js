// @ts-check

import { forgetConversation, revokeConversation } from '../connection/token.js';
import { byId } from '../settings.js';

/** Lets the next person at a shared computer start over, after asking for confirmation. */
export function offerStartOver() {
  const dialog = /** @type {HTMLDialogElement} */ (byId('not-me-dialog'));
  byId('not-me').addEventListener('click', () => dialog.showModal());
  byId('not-me-cancel').addEventListener('click', () => dialog.close());
  byId('not-me-confirm').addEventListener('click', async () => {
    await revokeConversation();
    forgetConversation();
    location.reload();
  });
}

/**
 * Shows the button once there is something to forget: words or presses of a person, or a place in the guide.
 * @param {import('../transcript/incoming-activities.js').Activity} activity
 */
export function offerStartOverOnceUsed({ from, entities = [] }) {
  if (from?.role === 'user' || entities.some(({ type }) => type === 'guidePosition'))
    byId('not-me').hidden = false;
}
