import { CLOCK_TOLERANCE_S } from '../../channels/teams/channel-token.ts';
import type { CheckResult } from '../check-result.ts';
import type { ProbeAnswer, ProbeFailure } from '../probe.ts';

const NAME = 'clock';

/** Compares this machine's clock with that of the first server that sent its time: tokens are valid for minutes only. */
export function checkClock(reached: readonly (ProbeAnswer | ProbeFailure | undefined)[]): CheckResult {
  for (const answer of reached)
    if (answer?.kind === 'answer' && answer.aheadMs !== undefined)
      return compared(answer.host, Math.round(answer.aheadMs / 1000));
  return { name: NAME, outcome: 'skipped', says: 'there was no server to compare it with' };
}

function compared(host: string, aheadS: number): CheckResult {
  const off = Math.abs(aheadS);
  if (off <= CLOCK_TOLERANCE_S)
    return {
      name: NAME,
      outcome: 'ok',
      says: `${off < 2 ? 'the same as' : `${off} seconds from`} that of ${host}`,
    };
  return {
    name: NAME,
    outcome: 'failed',
    says: `${Math.round(off / 60)} minutes ${aheadS > 0 ? 'behind' : 'ahead of'} that of ${host}; more than ${CLOCK_TOLERANCE_S / 60} make every token look invalid`,
    fix: 'Have the clock set by NTP. Example: timedatectl set-ntp true',
  };
}
