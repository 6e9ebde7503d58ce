// @ts-check

const ADDRESS = '/helpdesk/events';
const NAME = 'helpdesk-changes';
const AGAIN_MS = 15_000;

/**
 * Reports every ticket that changes. All windows of a browser share one stream, since browsers open at most six to one server.
 * @param {(number: string | undefined) => void} changed Undefined: anything may have changed.
 * @param {(isLive: boolean) => void} showLive
 */
export function listen(changed, showLive) {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => receive(data);
  /** @param {{ number?: string, isLive: boolean }} event */
  const receive = ({ number, isLive }) => {
    showLive(isLive);
    if (isLive) changed(number);
  };
  /** @param {{ number?: string, isLive: boolean }} event */
  const broadcast = (event) => {
    receive(event);
    channel.postMessage(event);
  };
  // The lock is held as long as this window is open; then another window takes over.
  if ('locks' in navigator) void navigator.locks.request(NAME, () => new Promise(() => open(broadcast)));
  else open(broadcast);
  changed(undefined);
}

/** @param {(event: { number?: string, isLive: boolean }) => void} report */
function open(report) {
  const source = new EventSource(ADDRESS);
  source.onopen = () => report({ isLive: true });
  source.onmessage = ({ data }) => report({ number: data, isLive: true });
  source.onerror = () => {
    report({ isLive: false });
    // After a response that is no stream (signed out, server starting) the browser does not retry by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => open(report), AGAIN_MS);
  };
}
