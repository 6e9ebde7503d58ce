import nock from 'nock';

/** Closes the network: tests may call servers of their own on this machine, and no others. */
export function closeNetwork(): void {
  if (!nock.isActive()) nock.activate();
  nock.cleanAll();
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/);
}

// A process that a test starts imports only this file.
closeNetwork();
