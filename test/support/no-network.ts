import nock from 'nock';
import { vi } from 'vitest';

/**
 * Runs before every test file. No test reaches the network: it may call servers of its own on this machine and
 * nobody else. A worker runs many files, so whatever the file before left of nock or of fake timers goes as well.
 */
if (!nock.isActive()) nock.activate();
nock.cleanAll();
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/);
vi.useRealTimers();
