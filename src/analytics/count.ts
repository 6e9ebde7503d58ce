/** What is counted. Numbers only: what a count is of is an id of the content pack, or minutes. */
const COUNTED = [
  /** Somebody came to a step: once a stay, however often its card is drawn. */
  'step-shown',
  /** How a stay ended: the step was done, skipped, or left for another one, for later or for good. */
  'step-done',
  'step-skipped',
  'step-left',
  /** "I'm stuck" was pressed at a step. */
  'step-stuck',
  /** A question was answered. */
  'question-answered',
  /** A question was one of a few that were offered; 'question-asked-back' counts the offers themselves. */
  'question-suggested',
  'question-asked-back',
  'question-unknown',
  /** A message belonged to a group of what is out of scope. */
  'question-declined',
  'rated-helpful',
  'rated-unhelpful',
  /** A ticket was handed over at a step. */
  'hand-over',
  /** A ticket was first taken or answered after so many minutes. */
  'answered-after',
] as const;
export type Counted = (typeof COUNTED)[number];

/** Something that happened once. */
export interface Count {
  what: Counted;
  /** The step, the question, the group; empty where it is of nothing. */
  of: string;
}
