// @ts-check
import { hideError, showError } from '../notices/error-notice.js';
import { hideNotice, showNotice } from '../notices/notice.js';
import { settings } from '../settings.js';
import { isUnreachable } from './ask.js';
import { makeRest } from './rest.js';
import { waitMs } from './retry-after.js';

/**
 * Makes a call without which the page cannot begin, until the server answers it, and says meanwhile what is in the way.
 * @param {() => Promise<import('./ask.js').Answer>} call
 * @returns {Promise<import('./ask.js').Answer>}
 * @throws where the server refuses it.
 */
export async function insist(call) {
  const { rest, wake } = makeRest();
  addEventListener('online', wake);
  let isBusy = false;
  let isAway = false;
  try {
    for (;;) {
      const answer = await call();
      const ms = waitMs(answer);
      if (ms === undefined && !isUnreachable(answer)) {
        if (answer.status >= 400) throw new Error(`refused: ${answer.status}`);
        return answer;
      }
      if (ms !== undefined) showNotice(settings.busy);
      else if (!isAway) showError(settings.failed, wake);
      isBusy ||= ms !== undefined;
      isAway ||= ms === undefined;
      await rest(ms);
    }
  } finally {
    removeEventListener('online', wake);
    if (isBusy) hideNotice();
    if (isAway) hideError();
  }
}
