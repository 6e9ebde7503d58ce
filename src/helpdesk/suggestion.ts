/** An answer of the content pack that may be what somebody asks for, ready to be sent. */
export interface Suggestion {
  /** The id of the question, `data/<language>/questions/<intent>.yaml`. */
  intent: string;
  question: string;
  /** From 0 to 1. */
  confidence: number;
  answer: { text: string; html: string };
  /** Opens the chat at the step that the answer is about, or at its beginning. */
  link: string;
  /** The same in Microsoft Teams; missing where the assistant is not in Teams. */
  teamsLink?: string;
}

/** Finds the likeliest answers for a text, the likeliest first; empty where nothing is sure enough. */
export type Suggest = (text: string, language: string) => Suggestion[];
