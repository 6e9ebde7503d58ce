import type { Kind } from '../content/schema/sensitive-words.ts';
import { type FindSensitive, withoutFindings } from '../redaction/find.ts';
import type { Finding } from '../redaction/finding.ts';

/** The editors see the beginning of a long mail; a question is short. In characters. */
const LONGEST_KEPT = 2000;

/** The typed words of a message, and the secrets and patient data in them; empty where a button was pressed. */
export class MessageText {
  readonly text: string;
  readonly #find: FindSensitive;
  readonly #pendingSecret: Kind | undefined;
  #findings: Finding[] | undefined;

  /** @param pendingSecret the kind of secret that the whole text is, where the message before it was cut off. */
  constructor(text: string, find: FindSensitive, pendingSecret: Kind | undefined) {
    this.text = text;
    this.#find = find;
    this.#pendingSecret = pendingSecret;
  }

  /** The places of secrets and patient data, looked for once. */
  get findings(): readonly Finding[] {
    this.#findings ??= this.#pendingSecret
      ? [{ kind: this.#pendingSecret, start: 0, end: this.text.length }]
      : this.#find(this.text);
    return this.#findings;
  }

  /** The words without their secrets, which say nothing about what is meant. */
  get toUnderstand(): string {
    return withoutFindings(this.text, this.findings, () => ' ').trim();
  }

  /** Whether nothing is left of the words without their secrets. */
  get isOnlySensitive(): boolean {
    return this.findings.length > 0 && !/[\p{L}\p{N}]/u.test(this.toUnderstand);
  }

  /** Returns the words as they may be kept, with a note in the place of each secret. */
  redacted(note: (kind: Kind) => string): string {
    return withoutFindings(this.text, this.findings, note);
  }

  /** Returns the beginning of the redacted words, for the editors. */
  toKeep(note: (kind: Kind) => string): string {
    return this.redacted(note).slice(0, LONGEST_KEPT);
  }
}
