// @ts-check

const ADDRESS = '/helpdesk/events';
const NAME = 'helpdesk-changes';
const AGAIN_MS = 15_000;

/**
 * Reports every ticket that changes. All windows of a browser share one stream, since browsers open at most six to one server.
 * @param {(number: string | undefined) => void} changed Undefined: anything may have changed.
 * @param {(isLive: boolean) => void} tellLive
 */
export function listen(changed, tellLive) {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => hear(data);
  /** @param {{ number?: string, isLive: boolean }} said */
  const hear = ({ number, isLive }) => {
    tellLive(isLive);
    if (isLive) changed(number);
  };
  /** @param {{ number?: string, isLive: boolean }} said */
  const tellAll = (said) => {
    hear(said);
    channel.postMessage(said);
  };
  // The lock is held as long as this window is open; then another window takes over.
  if ('locks' in navigator) void navigator.locks.request(NAME, () => new Promise(() => open(tellAll)));
  else open(tellAll);
  changed(undefined);
}

/** @param {(said: { number?: string, isLive: boolean }) => void} tell */
function open(tell) {
  const source = new EventSource(ADDRESS);
  source.onopen = () => tell({ isLive: true });
  source.onmessage = ({ data }) => tell({ number: data, isLive: true });
  source.onerror = () => {
    tell({ isLive: false });
    // After a response that is no stream (signed out, server starting) the browser does not retry by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => open(tell), AGAIN_MS);
  };
}
