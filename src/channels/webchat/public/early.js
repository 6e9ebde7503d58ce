// @ts-check

// Runs before the page is drawn, and long before the other scripts are there.

// Whoever has a conversation here is not shown the welcome first. The key is that of token.js.
for (const storage of [() => localStorage, () => sessionStorage]) {
  try {
    if (storage().getItem('assistant-token') !== null) document.documentElement.classList.add('returning');
  } catch {
    // The browser stores nothing for this site.
  }
}

// A press of the welcome's buttons is kept for the script that knows what to do with it.
addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-sends]') : null;
  if (button) Object.assign(window, { pressedEarly: button });
});

// Enter in the box sends, as its button does. What is sent is kept as well; the browser alone would load the page anew.
addEventListener('keydown', (event) => {
  const { target, key, shiftKey, isComposing } = event;
  if (!(target instanceof HTMLTextAreaElement) || target.id !== 'first-box') return;
  if (key !== 'Enter' || shiftKey || isComposing) return;
  event.preventDefault();
  target.form?.requestSubmit();
});
addEventListener('submit', (event) => {
  if (!(event.target instanceof Element) || event.target.id !== 'first-form') return;
  event.preventDefault();
  Object.assign(window, { sentEarly: true });
});
