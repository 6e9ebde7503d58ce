import { z } from 'zod';

/** Zod schema of data/<language>/confirmed.yaml, which `npm run confirm` writes. */
export const confirmedSchema = z
  .record(z.string(), z.unknown())
  .describe(
    'For each file of the language, in the shape of that file, a short hash of each English sentence as it was when somebody last confirmed that its translation says the same',
  );
