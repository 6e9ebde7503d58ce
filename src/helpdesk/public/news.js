// @ts-check
import { listen } from './events.js';
import { byId } from './page.js';

const ADDRESS = '/helpdesk/news';
/** Remembered in this browser, for all its windows. */
const WANTED = 'helpdesk-notifications';
/** The delay before a look, so that several changes at once cause only one. */
const TOGETHER_MS = 400;
/** The greatest number of notices on the page. */
const MOST = 3;

/** @typedef {{ id: string, kind: 'new' | 'message' | 'handed', text: string, address: string }} NewsItem */

/** What has been told, by id; undefined before the first look, which tells nothing. @type {Set<string> | undefined} */
let told;
let since = '';
let waiting = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;

addButton();
// What is handed over before the first look is not told, so it comes before everything else.
void look();
listen({ changed: lookSoon });
// A page that keeps itself up to date has the title of the server again.
document.addEventListener('page-shown', showWaiting);

function lookSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => void look(), TOGETHER_MS);
}

async function look() {
  try {
    const response = await fetch(since === '' ? ADDRESS : `${ADDRESS}?${new URLSearchParams({ since })}`);
    if (!response.ok) return;
    /** @type {{ since: string, waiting: number, items: NewsItem[] }} */
    const news = await response.json();
    ({ since, waiting } = news);
    showWaiting();
    const fresh = told ? news.items.filter(({ id }) => !told?.has(id)) : [];
    told = new Set([...(told ?? []), ...news.items.map(({ id }) => id)]);
    for (const item of fresh) tell(item);
  } catch {
    // The next change brings the next look.
  }
}

/** Shows before the title of the page how many people wait, where a narrow tab still shows it. */
function showWaiting() {
  const title = document.title.replace(/^\(\d+\) /, '');
  document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
}

/** @param {NewsItem} item */
function tell({ id, kind, text, address }) {
  if (kind === 'handed' && location.pathname !== address) showNotice(text, address);
  if (!document.hidden || !isOn()) return;
  // Of the windows of a browser that tell the same, one notification is left.
  const notification = new Notification(text, { tag: id });
  notification.onclick = () => {
    window.focus();
    location.assign(address);
  };
}

/**
 * Shows on the page what a colleague has handed over.
 * @param {string} text
 * @param {string} address
 */
function showNotice(text, address) {
  const notice = document.createElement('p');
  notice.className = 'notice';
  const link = document.createElement('a');
  link.href = address;
  link.textContent = text;
  notice.append(link);
  const box = byId('news');
  box.append(notice);
  while (box.children.length > MOST) box.firstElementChild?.remove();
}

function isOn() {
  return Notification.permission === 'granted' && localStorage.getItem(WANTED) === 'on';
}

/** Shows the button where the browser has notifications; permission is asked for only when it is pressed. */
function addButton() {
  const button = document.getElementById('tell-me');
  if (!button || !('Notification' in window)) return;
  const show = () => button.setAttribute('aria-pressed', String(isOn()));
  button.hidden = false;
  show();
  addEventListener('storage', show);
  button.addEventListener('click', async () => {
    const wants = !isOn();
    const isAllowed = !wants || (await Notification.requestPermission()) === 'granted';
    localStorage.setItem(WANTED, wants && isAllowed ? 'on' : 'off');
    show();
    const { on = '', off = '', denied = '' } = button.dataset;
    showSaid(isAllowed ? (wants ? on : off) : denied);
  });
}

/**
 * Says what the button has done, in place of what it said before.
 * @param {string} text
 */
function showSaid(text) {
  const box = byId('news');
  box.querySelector('[data-said-by-button]')?.remove();
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.dataset.saidByButton = '';
  notice.textContent = text;
  box.prepend(notice);
}
