import { DAMAGED } from './check.ts';
import { findFault } from './fault.ts';

// Runs as a process of its own, which can be ended: checks the database file that its argument names.
process.exitCode = findFault(process.argv[2] ?? '') === undefined ? 0 : DAMAGED;
