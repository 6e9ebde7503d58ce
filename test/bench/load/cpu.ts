import { readFileSync } from 'node:fs';

/** The kernel counts the time of a process in hundredths of a second. */
const TICK_MS = 10;

/** Returns the processor time that a process has taken, in milliseconds; NaN where the system does not tell. */
export function cpuOf(pid: number): number {
  try {
    // The name of the program, in brackets, may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}
