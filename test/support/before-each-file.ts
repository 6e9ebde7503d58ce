import { vi } from 'vitest';
import { closeNetwork } from './no-network.ts';

// A worker runs many files, so what one file leaves of nock or of fake timers is removed before the next.
closeNetwork();
vi.useRealTimers();
