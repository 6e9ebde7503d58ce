/** What one check of the doctor found. */
export interface Check {
  name: string;
  outcome: 'ok' | 'failed' | 'skipped';
  says: string;
  /** What to do about it. */
  fix?: string;
}

const LABELS = { ok: 'ok', failed: 'FAILED', skipped: 'skipped' };

/** A check as it is printed: one line, and the fix on the next, so that the outcomes stand below each other. */
export function lineFor({ name, outcome, says, fix }: Check): string {
  const line = `${LABELS[outcome].padEnd(8)}${name.padEnd(16)}${says}`;
  return fix === undefined ? line : `${line}\n${' '.repeat(8)}→ ${fix}`;
}

/** The answer of a check that needs a setting which has to be mended first. */
export function waitingForSettings(name: string): Check {
  return { name, outcome: 'skipped', says: 'its settings have to be right first; see above' };
}
