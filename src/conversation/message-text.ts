import type { SensitiveKind } from '../content/schema/sensitive-words.ts';
import type { Finding } from '../redaction/detector.ts';
import { type FindSensitive, replaceFindings } from '../redaction/find-sensitive.ts';

/** In characters. A question is short; of a long mail the editors see the beginning. */
const MAX_KEPT_LENGTH = 2000;

/** The words that a person typed, with the secrets and patient data found in them; empty where a button was pressed. */
export class MessageText {
  readonly text: string;
  readonly #find: FindSensitive;
  readonly #pendingSecret: SensitiveKind | undefined;
  #findings: Finding[] | undefined;

  /** @param pendingSecret the kind of secret that the whole text is, where the message before it announced one. */
  constructor(text: string, find: FindSensitive, pendingSecret: SensitiveKind | undefined) {
    this.text = text;
    this.#find = find;
    this.#pendingSecret = pendingSecret;
  }

  /** The places of secrets and patient data, searched once. */
  get findings(): readonly Finding[] {
    this.#findings ??= this.#pendingSecret
      ? [{ kind: this.#pendingSecret, start: 0, end: this.text.length }]
      : this.#find(this.text);
    return this.#findings;
  }

  /** The words without their secrets, which would only mislead the understanding. */
  get toUnderstand(): string {
    return replaceFindings(this.text, this.findings, () => ' ').trim();
  }

  /** True where nothing is left of the words without their secrets. */
  get isOnlySensitive(): boolean {
    return this.findings.length > 0 && !/[\p{L}\p{N}]/u.test(this.toUnderstand);
  }

  /** Returns the words as they may be kept, with a note in the place of each secret. */
  redacted(note: (kind: SensitiveKind) => string): string {
    return replaceFindings(this.text, this.findings, note);
  }

  /** Returns the beginning of the redacted words, for the editors. */
  toKeep(note: (kind: SensitiveKind) => string): string {
    return this.redacted(note).slice(0, MAX_KEPT_LENGTH);
  }
}
