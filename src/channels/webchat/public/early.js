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

// What is sent from the box is kept there for it as well; without this, the browser would load the page anew.
addEventListener('submit', (event) => {
  if (!(event.target instanceof Element) || event.target.id !== 'first-form') return;
  event.preventDefault();
  Object.assign(window, { sentEarly: true });
});
addEventListener('keydown', (event) => {
  if (!(event.target instanceof Element) || event.target.id !== 'first-box') return;
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  Object.assign(window, { sentEarly: true });
});
