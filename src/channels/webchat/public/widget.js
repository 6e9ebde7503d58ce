// @ts-check
(() => {
  /** @typedef {Record<'open' | 'close' | 'panel' | 'oneNew' | 'moreNew' | 'notShown' | 'newWindow', string>} Texts */
  /** The server writes the texts here, by language, the default one first. */
  const languages = /** @type {Record<string, Texts>} */ (/** @type {unknown} */ ('TEXTS'));
  const script = document.currentScript;
  const NAME = 'access-assistant';
  /** A larger number does not fit into the badge. */
  const MOST_SHOWN = 99;
  /** After this time without a word from the frame, the panel offers a window of its own. */
  const FRAME_PATIENCE_MS = 4_000;
  if (!(script instanceof HTMLScriptElement)) return;
  const host = new URL(script.src).origin;
  const [language, texts] = textsHere();
  const { side } = script.dataset;
  const bottom = numberIn('bottom', 20);
  // Below the banners that ask for consent to cookies, which many sites show at 9999.
  const layer = numberIn('zIndex', 9998);

  const css = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 600 16px/1.3 system-ui, 'Segoe UI', Roboto, Arial, sans-serif; }
    button { cursor: pointer; border: 2px solid #fff; color: #fff; background: #0b5394; }
    button:hover { background: #083d6e; }
    button:focus-visible { outline: 3px solid #0b5394; outline-offset: 2px; }
    .open { position: fixed; right: 20px; bottom: ${bottom}px; z-index: ${layer}; display: flex; align-items: center;
      gap: 10px; min-height: 52px; max-width: calc(100vw - 40px); padding: 10px 20px; border-radius: 26px;
      box-shadow: 0 3px 12px rgba(0, 0, 0, .3); text-align: left; }
    .mark { position: absolute; top: -10px; right: -6px; min-width: 28px; padding: 2px 6px; border: 2px solid #fff;
      border-radius: 14px; color: #fff; background: #9b1c1c; text-align: center; line-height: 20px; }
    .mark:empty { display: none; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .open svg { flex: none; width: 24px; height: 24px; }
    .panel { position: fixed; right: 20px; bottom: ${bottom + 68}px; z-index: 2147483001; display: flex; flex-direction: column;
      width: 440px; height: 720px; max-width: calc(100vw - 40px); max-height: calc(100vh - ${bottom + 88}px);
      overflow: hidden; border: 1px solid #8a9aa5; border-radius: 12px; color: #16252d; background: #fff;
      box-shadow: 0 8px 32px rgba(0, 0, 0, .3); }
    .panel.closed { visibility: hidden; }
    :host([data-side='left']) :is(.open, .panel) { right: auto; left: 20px; }
    .close { position: absolute; top: 8px; right: 8px; width: 44px; height: 44px; padding: 8px; border-radius: 8px;
      border-color: transparent; }
    .close:focus-visible { outline-color: #fff; outline-offset: -4px; }
    iframe { display: block; flex: 1; width: 100%; min-height: 0; border: 0; }
    .elsewhere { margin: 0; padding: 10px 14px; border-top: 1px solid #8a9aa5; font-weight: 400; }
    .elsewhere[hidden] { display: none; }
    a { color: #0b5394; }
    a:focus-visible { outline: 3px solid #0b5394; outline-offset: 2px; }
    @media (max-width: 600px), (max-height: 520px) {
      .panel, :host([data-side='left']) .panel { inset: 0; width: 100%; height: 100%; max-width: none; max-height: none;
        border: 0; border-radius: 0; }
    }
    /* The frame folds its header to a line there (low-window.css). */
    @media (max-height: 400px) { .close { top: 2px; right: 2px; width: 40px; height: 40px; } }
    @media print { button, .panel { display: none; } }
  `;

  const element = document.createElement(NAME);
  element.lang = language;
  const root = element.attachShadow({ mode: 'open' });
  try {
    // Also where the page allows no style elements.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(Object.assign(document.createElement('style'), { textContent: css }));
  }

  const opener = button('open', 'M4 4h16v12H9l-5 4z', texts.open);
  opener.setAttribute('aria-expanded', 'false');
  opener.setAttribute('aria-haspopup', 'dialog');
  opener.addEventListener('click', () => (isOpen() ? close() : open()));
  const mark = document.createElement('span');
  mark.className = 'mark';
  mark.setAttribute('aria-hidden', 'true');
  const spoken = document.createElement('span');
  spoken.className = 'unseen';
  opener.append(mark, spoken);
  const status = document.createElement('div');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  root.append(opener, status);

  /** The step at which a link to this page opens the chat; nothing but its two ids is passed on. */
  const linked = new URLSearchParams(location.search).get('start') ?? '';
  const start = /^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/.test(linked) ? `&start=${linked}` : '';

  /** @type {HTMLElement | undefined} */
  let panel;
  /** @type {HTMLIFrameElement | undefined} */
  let frame;
  /** The number of messages that the frame reports, and how many of them were seen. */
  let received = 0;
  let seen = 0;

  if (document.body) show();
  else document.addEventListener('DOMContentLoaded', show);

  /** Shows the launcher, once a page: the script may stand there twice, and before there is a body. */
  function show() {
    if (document.querySelector(NAME)) return;
    const isRightToLeft = getComputedStyle(document.body).direction === 'rtl';
    element.dataset.side = side ?? (isRightToLeft ? 'left' : 'right');
    document.body.append(element);
    if (start) open();
  }

  /**
   * Returns the texts in the language that the script tag names, else that of the page, else the browser's, else the default one.
   * @returns {[language: string, texts: Texts]}
   */
  function textsHere() {
    const { language } = /** @type {HTMLScriptElement} */ (script).dataset;
    const known = Object.entries(languages);
    for (const tag of [language, document.documentElement.lang, ...navigator.languages]) {
      const found = known.find(([code]) => code === tag?.toLowerCase().split('-')[0]);
      if (found) return found;
    }
    return /** @type {[string, Texts]} */ (known[0]);
  }

  /**
   * Reads a whole number that an attribute of the script tag gives.
   * @param {string} name
   * @param {number} otherwise
   */
  function numberIn(name, otherwise) {
    const given = /** @type {HTMLScriptElement} */ (script).dataset[name] ?? '';
    return /^\d{1,10}$/.test(given) ? Number(given) : otherwise;
  }

  function isOpen() {
    return opener.getAttribute('aria-expanded') === 'true';
  }

  function open() {
    panel ??= makePanel();
    panel.classList.remove('closed');
    panel.setAttribute('aria-modal', String(panel.clientWidth === document.documentElement.clientWidth));
    opener.setAttribute('aria-expanded', 'true');
    frame?.focus({ preventScroll: true });
    showUnread();
  }

  /** Hides the panel but keeps the frame, and with it the conversation. */
  function close() {
    panel?.classList.add('closed');
    opener.setAttribute('aria-expanded', 'false');
    opener.focus({ preventScroll: true });
  }

  /** Makes the panel with the frame; nothing of the assistant is loaded before this. */
  function makePanel() {
    const made = document.createElement('div');
    made.className = 'panel';
    made.setAttribute('role', 'dialog');
    made.setAttribute('aria-label', texts.panel);
    const closer = button('close', 'M5 5l14 14M19 5L5 19', '');
    closer.setAttribute('aria-label', texts.close);
    closer.addEventListener('click', close);
    frame = document.createElement('iframe');
    frame.title = texts.panel;
    frame.src = `${host}/chat?site-lang=${language}${start}`;
    const elsewhere = document.createElement('p');
    elsewhere.className = 'elsewhere';
    elsewhere.dir = 'auto';
    elsewhere.hidden = true;
    const link = document.createElement('a');
    Object.assign(link, { href: frame.src, target: '_blank', rel: 'noopener', textContent: texts.newWindow });
    elsewhere.append(`${texts.notShown} `, link);
    // A site may refuse the frame, and the assistant may refuse the site; neither tells the page.
    const patience = setTimeout(() => {
      elsewhere.hidden = false;
      status.textContent = texts.notShown;
    }, FRAME_PATIENCE_MS);
    made.append(frame, elsewhere, closer);
    made.addEventListener('keydown', closeOnEscape);
    opener.addEventListener('keydown', closeOnEscape);
    // Keys pressed inside the frame stay there; the chat sends a message when Escape is meant for the panel.
    addEventListener('message', ({ data, origin, source }) => {
      if (origin !== host || source !== frame?.contentWindow) return;
      clearTimeout(patience);
      elsewhere.hidden = true;
      if (data === 'assistant-close') close();
      if (data === 'assistant-started') forgetStart();
      if (data?.type === 'assistant-said') updateCount(data.count);
    });
    document.addEventListener('visibilitychange', showUnread);
    root.append(made);
    return made;
  }

  /** @param {unknown} count */
  function updateCount(count) {
    if (!Number.isInteger(count)) return;
    const now = Number(count);
    // The person has written something, and so has seen everything before.
    if (now < received) seen = 0;
    received = now;
    showUnread();
  }

  /** Shows on the launcher how many messages came while nobody looked; read aloud only for the first one. */
  function showUnread() {
    if (isOpen() && document.visibilityState === 'visible') seen = received;
    const count = received - seen;
    const words = count === 1 ? texts.oneNew : texts.moreNew.replace('{count}', String(count));
    const isNews = count > 0;
    if (!isNews || !mark.textContent) status.textContent = isNews ? `${texts.open} – ${words}` : '';
    mark.textContent = !isNews ? '' : count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count);
    spoken.textContent = isNews ? ` – ${words}` : '';
  }

  /** Removes the step from the address, so that a page that is loaded again does not go there again. */
  function forgetStart() {
    const address = new URL(location.href);
    address.search = address.search
      .slice(1)
      .split('&')
      .filter((part) => !part.startsWith('start='))
      .join('&');
    history.replaceState(history.state, '', address);
  }

  /** @param {KeyboardEvent} event */
  function closeOnEscape(event) {
    if (event.key === 'Escape' && isOpen()) close();
  }

  /**
   * @param {string} className
   * @param {string} path The path of its icon.
   * @param {string} label
   */
  function button(className, path, label) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = className;
    made.dir = 'auto';
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    for (const [name, value] of Object.entries({
      viewBox: '0 0 24 24',
      fill: 'none',
      stroke: 'currentColor',
    })) {
      svg.setAttribute(name, value);
    }
    svg.setAttribute('stroke-width', '2.2');
    svg.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('d', path);
    svg.append(line);
    made.append(svg, label);
    return made;
  }
})();
