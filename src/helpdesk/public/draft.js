// @ts-check

const PREFIX = 'helpdesk-draft/';

/**
 * Keeps a half-typed reply in this window until it is sent, whatever else is pressed meanwhile.
 * @param {string} ticket
 * @param {string} agent The agent's id: another one who signs in here must not find it.
 * @param {boolean} isSent True where the page was loaded because a reply was sent.
 */
export function keepDraft(ticket, agent, isSent) {
  const key = `${PREFIX}${agent}/${ticket}`;
  if (isSent) sessionStorage.removeItem(key);
  const restore = () => {
    const box = document.getElementById('text');
    if (!(box instanceof HTMLTextAreaElement)) return;
    if (box.value === '') box.value = sessionStorage.getItem(key) ?? '';
    else sessionStorage.setItem(key, box.value);
  };
  restore();
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || target.id !== 'text') return;
    if (target.value === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, target.value);
  });
  // The ticket may have changed hands, and the box with it.
  document.addEventListener('page-shown', restore);
}
