// @ts-check
import { byId } from '../settings.js';

/** The pictures on cards that open when they are pressed. */
const PICTURE = 'img.ac-image.ac-selectable[src*="/pictures/"]';

/**
 * Shows a pressed picture large on this page, where Web Chat would open a window. Escape and the way back of a browser close it,
 * and the focus returns.
 */
export function showPicturesLarge() {
  const dialog = /** @type {HTMLDialogElement} */ (byId('picture-dialog'));
  const large = /** @type {HTMLImageElement} */ (byId('picture-large'));
  /** @param {MouseEvent | KeyboardEvent} event */
  const show = (event) => {
    if (!(event.target instanceof HTMLImageElement) || !event.target.matches(PICTURE)) return;
    if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    const { src, alt, naturalWidth, naturalHeight } = event.target;
    // As SVG it is sharp at every size; until it has come, its room is kept.
    Object.assign(large, {
      src: src.replace(/\.png$/, '.svg'),
      alt,
      width: naturalWidth,
      height: naturalHeight,
    });
    dialog.showModal();
    history.pushState({ picture: true }, '');
  };
  // Before the card's own handlers, which are on the picture itself, and after whoever watches the whole window.
  document.addEventListener('click', show, true);
  document.addEventListener('keypress', show, true);
  byId('picture-close').addEventListener('click', () => dialog.close());
  addEventListener('popstate', () => dialog.close());
  dialog.addEventListener('close', () => {
    // The next picture may take a while to come, and must not look like this one meanwhile.
    large.removeAttribute('src');
    if (history.state?.picture) history.back();
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
}
