import type { SensitiveKind } from '../content/schema/sensitive-words.ts';

/** A place in a text that holds something that must not be kept; `end` is behind its last character. */
export interface Finding {
  kind: SensitiveKind;
  start: number;
  end: number;
}

/** Finds one kind of thing, or a few that look alike, in a text whose digits are plain ones. */
export type Detector = (text: string) => Finding[];
