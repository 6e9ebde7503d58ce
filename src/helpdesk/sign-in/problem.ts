import type { SettingName } from '../../config/settings.ts';

/** The ways in which a sign-in fails; each has a page that tells the person what to do next. */
export type ProblemKind =
  /** The person or the issuer broke it off. */
  | 'cancelled'
  /** It has expired, came back before, or was begun in another browser. */
  | 'expired'
  /** The issuer's answer is incomplete or forged. */
  | 'untrusted'
  /** The issuer's clock and ours differ by more than is allowed. */
  | 'clock'
  | 'unreachable'
  /** The issuer does not accept the assistant's own credentials or settings. */
  | 'misconfigured'
  /** The person does not have the role. */
  | 'notAllowed';

/** The times of two clocks that differ, as ISO 8601, and the lead of the issuer's over ours. */
export interface ClockDifference {
  issuerTime: string;
  ourTime: string;
  aheadSeconds: number;
}

interface Details {
  clock?: ClockDifference | undefined;
  /** The setting that the operator should look at. */
  setting?: SettingName | undefined;
  /** A code of OAuth, for the log. */
  code?: string | undefined;
  /** The person, where they are known. */
  agent?: { id: string; name: string } | undefined;
  cause?: unknown;
}

/** The error of a sign-in that failed. */
export class SignInProblem extends Error {
  override readonly name = 'SignInProblem';
  readonly kind: ProblemKind;
  readonly setting: SettingName | undefined;
  readonly code: string | undefined;
  readonly agent: Details['agent'];
  readonly clock: ClockDifference | undefined;

  constructor(kind: ProblemKind, { setting, code, agent, clock, cause }: Details = {}) {
    super(`sign-in: ${kind}`, { cause });
    this.kind = kind;
    this.setting = setting;
    this.code = code;
    this.agent = agent;
    this.clock = clock;
  }
}
