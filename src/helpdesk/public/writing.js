// @ts-check
import { listen } from './events.js';
import { byId } from './page.js';

/** How often colleagues are told while somebody is typing, and how long it is shown: one that gets lost changes nothing. */
const TELL_EVERY_MS = 4000;
const SHOWN_MS = 10_000;

/**
 * Tells colleagues that somebody is typing on the page of a ticket, and shows which of them is.
 * @param {{ ticket: string, csrf: string, text: string }} about `text` has the place of the name as {agent}
 */
export function shareWriting({ ticket, csrf, text }) {
  let told = 0;
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || target.value === '') return;
    if (Date.now() - told < TELL_EVERY_MS) return;
    told = Date.now();
    const body = new URLSearchParams({ csrf });
    // Nobody misses it where it fails.
    fetch(`/helpdesk/tickets/${ticket}/writing`, { method: 'POST', body }).catch(() => {});
  });

  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const shown = new Map();
  const show = () => {
    const lines = [...shown.keys()].map((agent) => text.replace('{agent}', () => agent)).join(' ');
    // The same words again would be read out again.
    if (byId('writing').textContent !== lines) byId('writing').textContent = lines;
  };
  listen({
    writing(writing) {
      if (writing.ticket !== ticket) return;
      const { agent } = writing;
      clearTimeout(shown.get(agent));
      shown.set(
        agent,
        setTimeout(() => {
          shown.delete(agent);
          show();
        }, SHOWN_MS),
      );
      show();
    },
  });
}
