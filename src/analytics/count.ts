/** The reasons why somebody is led to a person: they asked, an answer or a remedy did not help, they were not understood. */
export type AskedBecause = 'asked' | 'not-helped' | 'not-understood';

/** The events that are counted. Only numbers are kept: a count is of an id in the content pack, or of minutes. */
const COUNTED = [
  /** Somebody came to a step: once a visit, however often its card is shown. */
  'step-shown',
  /** The end of a visit: the step was done, skipped, or left for another one, for later or for good. */
  'step-done',
  'step-skipped',
  'step-left',
  /** "I'm stuck" was pressed at a step. */
  'step-stuck',
  /** A question was answered. */
  'question-answered',
  /** A question was one of the few that were offered; 'question-asked-back' counts the offers. */
  'question-suggested',
  'question-asked-back',
  /** A message was not understood; of the out-of-scope group that it belongs to, if it is one for such messages. */
  'question-unknown',
  /** A message belonged to an out-of-scope group. */
  'question-declined',
  'rated-helpful',
  'rated-unhelpful',
  /** A ticket was handed over at a step. */
  'hand-over',
  /** Somebody was led to a person of a desk, once for each ask: of the desk and why, as desk/why. */
  'person-asked',
  /** Somebody was shown how to write to a desk themselves, since it takes no tickets from their chat; of the desk. */
  'contact-shown',
  /** A ticket was sent to a desk, or reopened there after it was closed. */
  'ticket-sent',
  'ticket-reopened',
  /** An agent first answered a ticket: of the desk and the minutes that it was open since it was asked, as desk/minutes. */
  'first-answer',
] as const;
export type Counted = (typeof COUNTED)[number];

/** One occurrence of an event. */
export interface Count {
  what: Counted;
  /** The id of the step, question or group; empty where there is none. */
  of: string;
}
