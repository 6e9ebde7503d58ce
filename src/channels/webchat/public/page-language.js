// @ts-check
import { settings } from './settings.js';

/** Where kept-language.js finds it. */
const KEY = 'assistant-language';
/** What the words of an element may be in, besides its text. */
const ATTRIBUTES = ['aria-label', 'title', 'placeholder'];

/** The language that the page is to be in. */
let wanted = settings.language;

/**
 * Draws the page's own words in another language. The page is not loaded again, so that the place in the conversation, the focus and
 * what stands in the box stay as they are.
 * @param {string} language
 * @returns {Promise<boolean>} False where nothing has changed: the page is in it already, or did not come.
 */
export async function drawIn(language) {
  if (language === wanted) return false;
  wanted = language;
  const page = await pageIn(language);
  // Another one was wanted meanwhile.
  if (wanted !== language) return false;
  if (!page) {
    wanted = settings.language;
    return false;
  }
  // Web Chat goes on with the nonce that this page came with, and a conversation has its own token.
  const { nonce: _, ...said } = JSON.parse(page.getElementById('settings')?.textContent ?? '{}');
  Object.assign(settings, said);
  document.documentElement.lang = language;
  document.title = page.title;
  for (const element of document.querySelectorAll('[data-text]')) translate(element, page);
  for (const choice of document.querySelectorAll('[data-language]')) mark(choice, language);
  keep(language);
  return true;
}

/** Makes this browser forget the language that was chosen. */
export function forgetLanguage() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

/**
 * @param {string} language
 * @returns {Promise<Document | undefined>}
 */
async function pageIn(language) {
  try {
    const answer = await fetch(`/chat?${new URLSearchParams({ lang: language })}`);
    if (!answer.ok) return undefined;
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return undefined;
  }
}

/**
 * @param {Element} element
 * @param {Document} page
 */
function translate(element, page) {
  const drawn = page.querySelector(`[data-text="${element.getAttribute('data-text')}"]`);
  if (!drawn) return;
  for (const name of [...ATTRIBUTES, 'href']) {
    const words = drawn.getAttribute(name);
    if (words !== null) element.setAttribute(name, words);
  }
  if (drawn.childElementCount === 0 && drawn.textContent) element.textContent = drawn.textContent;
}

/**
 * @param {Element} choice
 * @param {string} language
 */
function mark(choice, language) {
  const isCurrent = choice.getAttribute('data-language') === language;
  choice.classList.toggle('main', isCurrent);
  if (isCurrent) choice.setAttribute('aria-current', 'true');
  else choice.removeAttribute('aria-current');
}

/**
 * Keeps the language for the next time; an address that asks for another one asks for this one from now on.
 * @param {string} language
 */
function keep(language) {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // The conversation itself knows it.
  }
  const address = new URL(location.href);
  if (!address.searchParams.has('lang')) return;
  address.searchParams.set('lang', language);
  history.replaceState(history.state, '', address);
}
