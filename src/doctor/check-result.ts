/** The result of one of the doctor's checks. */
export interface CheckResult {
  name: string;
  outcome: 'ok' | 'failed' | 'skipped';
  says: string;
  /** Tells the operator what to do. */
  fix?: string;
}

const LABELS = { ok: 'ok', failed: 'FAILED', skipped: 'skipped' };

/** Formats a result as one line, with the fix on the next, so that the outcomes are one below the other. */
export function formatResult({ name, outcome, says, fix }: CheckResult): string {
  const line = `${LABELS[outcome].padEnd(8)}${name.padEnd(16)}${says}`;
  return fix === undefined ? line : `${line}\n${' '.repeat(8)}→ ${fix}`;
}

/** Returns the result of a check that needs a setting which has to be corrected first. */
export function skippedForSettings(name: string): CheckResult {
  return { name, outcome: 'skipped', says: 'its settings have to be right first; see above' };
}
