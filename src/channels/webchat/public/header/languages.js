// @ts-check
import { drawIn } from '../page-language.js';
import { byId, settings } from '../settings.js';

/** A card of this name tells the server that the page sends the press, and not a card of the conversation. */
const CARD = 'page';

/** The language of the newest message of the assistant. @type {string | undefined} */
let newest;
/** The language that the person has chosen and the assistant does not speak yet. @type {string | undefined} */
let chosen;

/**
 * Lets the person choose another language: the page is drawn in it at once, and the conversation goes on in it.
 * @param {() => import('../connection/line.js').Line | undefined} line Returns the line to the conversation, if there is one yet.
 * @param {() => void} onDrawn Called once the page is drawn in another language.
 */
export function offerLanguages(line, onDrawn) {
  // A pack in one language has nothing to choose from.
  const button = document.getElementById('language');
  if (!button) return;
  const dialog = /** @type {HTMLDialogElement} */ (byId('language-dialog'));
  button.addEventListener('click', () => {
    dialog.showModal();
    const current = dialog.querySelector('[aria-current]');
    if (current instanceof HTMLElement) current.focus();
  });
  byId('language-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', async ({ target }) => {
    const { language } = target instanceof HTMLElement ? target.dataset : {};
    if (!language) return;
    dialog.close();
    if (language === settings.language) return;
    chosen = language;
    const opened = line();
    if (opened) sayChosen(opened);
    if (await drawIn(language)) onDrawn();
  });
}

/**
 * Tells the assistant which language the person has chosen, once there is a line to it.
 * @param {import('../connection/line.js').Line} line
 */
export function sayChosen(line) {
  if (chosen === undefined) return;
  const value = { action: 'language', language: chosen, card: CARD };
  const channelData = { postBack: true, clientActivityID: crypto.randomUUID() };
  const forget = () => (chosen = undefined);
  line
    .postActivity({ type: 'message', value, channelData })
    .subscribe({ next() {}, error: () => void forget() });
}

/**
 * Draws the page in the language that the assistant speaks, where the person has asked for it in words, or the conversation was in it
 * before.
 * @param {import('../transcript/incoming-activities.js').Activity} activity
 * @param {() => void} onDrawn Called once the page is drawn in another language.
 */
export async function followLanguage({ type, from, locale }, onDrawn) {
  if (type !== 'message' || from?.role !== 'bot' || locale === undefined) return;
  newest = locale;
  // Of messages that come together, the last one counts.
  await Promise.resolve();
  if (newest !== locale) return;
  if (locale === chosen) chosen = undefined;
  // What was said before the choice is still in the language before.
  if (chosen !== undefined || !settings.languages.includes(locale)) return;
  if (await drawIn(locale)) onDrawn();
}
