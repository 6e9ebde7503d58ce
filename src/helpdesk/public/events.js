// @ts-check

const ADDRESS = '/helpdesk/events';
const NAME = 'helpdesk-changes';
const AGAIN_MS = 15_000;

/**
 * What a script wants to hear.
 * @typedef {object} Listener
 * @property {(number: string | undefined) => void} [changed] Undefined: anything may have changed.
 * @property {(isLive: boolean) => void} [showLive]
 * @property {(writing: { ticket: string, agent: string }) => void} [writing] A colleague is typing.
 */
/** @typedef {{ isLive: boolean, number?: string, writing?: { ticket: string, agent: string } }} Report */

/** @type {Set<Listener>} */
const listeners = new Set();

/**
 * Reports every ticket that changes. All windows of a browser share one stream, since browsers open at most six to one server.
 * @param {Listener} listener
 */
export function listen(listener) {
  if (listeners.size === 0) connect();
  listeners.add(listener);
  listener.changed?.(undefined);
}

function connect() {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => receive(data);
  /** @param {Report} report */
  const broadcast = (report) => {
    receive(report);
    channel.postMessage(report);
  };
  // The lock is held as long as this window is open; then another window takes over.
  if ('locks' in navigator) void navigator.locks.request(NAME, () => new Promise(() => open(broadcast)));
  else open(broadcast);
}

/** @param {Report} report */
function receive({ number, isLive, writing }) {
  for (const listener of listeners) {
    if (writing) listener.writing?.(writing);
    else {
      listener.showLive?.(isLive);
      if (isLive) listener.changed?.(number);
    }
  }
}

/** @param {(report: Report) => void} report */
function open(report) {
  const source = new EventSource(ADDRESS);
  source.onopen = () => report({ isLive: true });
  source.onmessage = ({ data }) => report({ number: data, isLive: true });
  source.addEventListener('writing', ({ data }) => report({ writing: JSON.parse(data), isLive: true }));
  source.onerror = () => {
    report({ isLive: false });
    // After a response that is no stream (signed out, server starting) the browser does not retry by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => open(report), AGAIN_MS);
  };
}
