import type { Count } from './count.ts';

/** What somebody got for a question in their own words; `foreign` words are of another language, or none at all. */
export type QuestionOutcome = 'answered' | 'offered' | 'declined' | 'unknown' | 'foreign';

/** Returns the outcome that a count stands for; undefined where it counts something else. */
export function questionOutcomeOf({ what, of }: Count): QuestionOutcome | undefined {
  switch (what) {
    case 'question-answered':
      return 'answered';
    case 'question-asked-back':
      return 'offered';
    case 'question-declined':
      return 'declined';
    case 'question-unknown':
      return of === '' ? 'unknown' : 'foreign';
    default:
      return undefined;
  }
}
