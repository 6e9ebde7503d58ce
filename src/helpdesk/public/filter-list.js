// @ts-check

/**
 * Shows only those entries of a list that have every word of the field that names it in data-filters; without words, those that the
 * server shows at first. Without this script the server does it.
 */
document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement && target.dataset.filters !== undefined)
    filter(target.dataset.filters, words(target.value));
});
document.addEventListener('submit', (event) => {
  if (event.submitter?.hasAttribute('data-finds')) event.preventDefault();
});

/**
 * @param {string} id
 * @param {string[]} wanted
 */
function filter(id, wanted) {
  const entries = [...(document.getElementById(id)?.children ?? [])];
  for (const entry of entries) {
    if (!(entry instanceof HTMLElement)) continue;
    const text = plain(entry.textContent ?? '');
    entry.hidden =
      wanted.length === 0 ? entry.dataset.first === undefined : !wanted.every((word) => text.includes(word));
  }
  const none = document.getElementById(`${id}-none`);
  if (none) none.hidden = entries.some((entry) => entry instanceof HTMLElement && !entry.hidden);
}

/** @param {string} typed */
function words(typed) {
  return plain(typed).split(/\s+/).filter(Boolean);
}

/** @param {string} text */
function plain(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
