import { vi } from 'vitest';
import { closeNetwork } from './no-network.ts';

// A worker runs many files: whatever the file before left of nock or of fake timers goes before the next one.
closeNetwork();
vi.useRealTimers();
