// @ts-check

const PREFIX = 'helpdesk-draft/';

/**
 * Keeps what is half typed in this window until it is sent, whatever else is pressed meanwhile: a note stays a note.
 * @param {string} ticket
 * @param {string} agent The agent's id: another one who signs in here must not find it.
 * @param {boolean} isSent True where the page was loaded because it was sent.
 */
export function keepDraft(ticket, agent, isSent) {
  const key = `${PREFIX}${agent}/${ticket}`;
  const noteKey = `${key}/note`;
  if (isSent) for (const each of [key, noteKey]) sessionStorage.removeItem(each);
  const restore = () => {
    const [box, note] = [document.getElementById('text'), document.getElementById('note')];
    if (!(box instanceof HTMLTextAreaElement) || !(note instanceof HTMLInputElement)) return;
    // What the server sends back is of the kind that the server says.
    if (box.value === '') note.checked = sessionStorage.getItem(noteKey) !== null;
    else keep(noteKey, note.checked ? 'yes' : '');
    if (box.value === '') box.value = sessionStorage.getItem(key) ?? '';
    else keep(key, box.value);
  };
  restore();
  document.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLTextAreaElement && target.id === 'text') keep(key, target.value);
    if (target instanceof HTMLInputElement && target.id === 'note')
      keep(noteKey, target.checked ? 'yes' : '');
  });
  // The ticket may have changed hands, and the box with it.
  document.addEventListener('page-shown', restore);
}

/**
 * @param {string} key
 * @param {string} value Nothing is kept of an empty one.
 */
function keep(key, value) {
  if (value === '') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, value);
}
