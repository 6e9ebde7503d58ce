// @ts-check

const title = document.title;
/** The messages of this page, by their ids: a new line brings all of them once more. @type {Set<string>} */
const known = new Set();
/** How much was said since the person last said something, and how much of it they have seen here. */
let said = 0;
let seen = 0;

/**
 * Makes it noticeable that something is said while nobody looks: by a number before the page's title. Where the launcher
 * shows this page in a frame, it is told the number, and nothing else, since only it knows whether somebody looks.
 * @returns {(activity: import('./incoming.js').Activity, isEarlier: boolean) => void} To be called for each message of a
 *   line; what came while there was no line is news as well.
 */
export function watchNews() {
  const isFirst = known.size === 0;
  return ({ id = '', type, from }, isEarlier) => {
    const isKnown = known.has(id) || (isEarlier && isFirst);
    known.add(id);
    if (isKnown || type !== 'message') return;
    if (from?.role === 'bot') said += 1;
    else {
      said = 0;
      seen = 0;
    }
    show();
  };
}

function show() {
  if (parent !== window) {
    parent.postMessage({ type: 'assistant-said', count: said }, '*');
    return;
  }
  if (document.visibilityState === 'visible') seen = said;
  document.title = said > seen ? `(${said - seen}) ${title}` : title;
}

document.addEventListener('visibilitychange', show);
