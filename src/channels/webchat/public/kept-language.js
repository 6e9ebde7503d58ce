// @ts-check
(() => {
  // Runs before the page is drawn: where an address asks for no language, the one that was chosen in this browser counts.
  const KEY = 'assistant-language';
  const address = new URL(location.href);

  /** @param {string} language */
  const keep = (language) => {
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // The browser stores nothing for this site; links keep the language in their addresses.
    }
  };

  try {
    const kept = localStorage.getItem(KEY);
    if (kept !== null && kept !== document.documentElement.lang && !address.searchParams.has('lang')) {
      address.searchParams.set('lang', kept);
      location.replace(address);
    }
  } catch {
    // Nothing is kept.
  }

  addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[hreflang]') : null;
    if (link instanceof HTMLAnchorElement) keep(link.hreflang);
  });
})();
