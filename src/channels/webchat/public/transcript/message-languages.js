// @ts-check
import { settings } from '../settings.js';
import { cardOf } from './cards-by-message.js';

/**
 * Marks the messages of the assistant that are in another language than the page, for screen readers and for the hyphens of the
 * browser: those from before the language was changed.
 * @param {HTMLElement} root The conversation.
 * @returns {{ learn: (activity: import('./incoming-activities.js').Activity) => void, update: () => void }} Functions to call for each
 *   activity, and once the page is in another language.
 */
export function markLanguages(root) {
  /** By the id of the message. @type {Map<string, string>} */
  const languages = new Map();
  const update = () => {
    for (const [id, language] of languages) {
      const card = cardOf(id);
      if (card) setLanguage(card, language);
    }
  };
  // Web Chat draws its messages later than it gets them, and now and then again.
  new MutationObserver(update).observe(root, { childList: true, subtree: true });
  return {
    learn({ id, locale }) {
      if (id !== undefined && locale !== undefined) languages.set(id, locale);
    },
    update,
  };
}

/**
 * Says in which language the words of an element are, where they are not in the page's.
 * @param {HTMLElement} element
 * @param {string} language
 */
function setLanguage(element, language) {
  if (language === settings.language) element.removeAttribute('lang');
  else if (element.lang !== language) element.lang = language;
}
