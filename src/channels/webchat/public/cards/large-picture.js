// @ts-check
import { byId } from '../settings.js';

/** The pictures on cards that open when they are pressed. */
const PICTURE = 'img.ac-image.ac-selectable[src*="/pictures/"]';

/** Shows a pressed picture large on this page, where Web Chat would open a window. Escape closes it, and the focus returns. */
export function showPicturesLarge() {
  const dialog = /** @type {HTMLDialogElement} */ (byId('picture-dialog'));
  const large = /** @type {HTMLImageElement} */ (byId('picture-large'));
  /** @param {MouseEvent | KeyboardEvent} event */
  const show = (event) => {
    if (!(event.target instanceof HTMLImageElement) || !event.target.matches(PICTURE)) return;
    if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    // As SVG it is sharp at every size.
    large.src = event.target.src.replace(/\.png$/, '.svg');
    large.alt = event.target.alt;
    dialog.showModal();
  };
  // Before the card's own handlers, which are on the picture itself.
  addEventListener('click', show, true);
  addEventListener('keypress', show, true);
  byId('picture-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
}
