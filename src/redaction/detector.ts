import type { SensitiveKind } from '../content/schema/words/sensitive-words.ts';
import type { Word } from './words.ts';

/** A passage of a text that must not be kept; `end` is the index after its last character. */
export interface Finding {
  kind: SensitiveKind;
  start: number;
  end: number;
}

/** Finds one kind of sensitive data, or a few that look alike, in a text whose digits are plain ones. */
export type Detector = (text: string, words: readonly Word[]) => Finding[];
