// @ts-check

const PREFIX = 'helpdesk-draft/';

/**
 * Keeps a half-typed answer in this window until it is sent, whatever else is pressed meanwhile.
 * @param {string} ticket
 * @param {string} agent Another one who signs in here must not find it.
 * @param {boolean} isSent Whether the page comes because an answer was sent.
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
  // The box may have gone and come back with the ticket.
  document.addEventListener('page-shown', restore);
}
