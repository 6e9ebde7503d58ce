import type { SettingName } from '../../config/settings.ts';

/** What went wrong with a sign-in; each has a page that tells the person what to do next. */
export type ProblemKind =
  /** The person, or the issuer, broke it off. */
  | 'cancelled'
  /** It has expired, come back before, or was begun in another browser. */
  | 'expired'
  /** The issuer's answer does not hold what was asked for, or is forged. */
  | 'untrusted'
  | 'unreachable'
  /** The issuer does not take the assistant for what it says it is. */
  | 'misconfigured'
  /** The person does not have the role. */
  | 'notAllowed';

interface Details {
  /** The setting that the operator should look at. */
  setting?: SettingName | undefined;
  /** A code of OAuth, for the log. */
  code?: string | undefined;
  /** Who it was, where that is known. */
  agent?: { id: string; name: string } | undefined;
  cause?: unknown;
}

/** A sign-in that did not come to its end. */
export class SignInProblem extends Error {
  override readonly name = 'SignInProblem';
  readonly kind: ProblemKind;
  readonly setting: SettingName | undefined;
  readonly code: string | undefined;
  readonly agent: Details['agent'];

  constructor(kind: ProblemKind, { setting, code, agent, cause }: Details = {}) {
    super(`sign-in: ${kind}`, { cause });
    this.kind = kind;
    this.setting = setting;
    this.code = code;
    this.agent = agent;
  }
}
