import type { Texts } from '../content/content.ts';
import type { Command } from '../content/schema/command-texts.ts';
import type { Candidate, Match } from './matcher.ts';

/** The meaning of a text in listed intents, as programs read it: a line of `npm run ask`. */
export interface MatchSummary {
  text: string;
  /** The best intent even where it is not answered; `none` where the text is out of scope. */
  intent: string;
  confidence: number;
  outcome: Match['outcome'];
  /** The next likely ones. */
  alternatives: Candidate[];
  language: string;
}

/** Returns the listed intent that a question counts as: the one that it refines, or itself. */
export function listedIntent(id: string, questions: Texts['questions']): string {
  return questions[id]?.refines ?? id;
}

/** Summarises a match; a question that refines a listed one counts as that one. */
export function summarizeMatch(text: string, match: Match, { questions, language }: Texts): MatchSummary {
  const best = new Map<string, number>();
  for (const { intent, confidence } of match.candidates) {
    const listed = listedIntent(intent, questions);
    best.set(listed, Math.max(best.get(listed) ?? 0, confidence));
  }
  const [first, ...alternatives] = Array.from(best, ([intent, confidence]) => ({
    intent,
    confidence: rounded(confidence),
  }));
  const isOutside = first === undefined || (match.outcome === 'none' && match.outOfScope !== undefined);
  return {
    text,
    intent: isOutside ? 'none' : first.intent,
    confidence: first?.confidence ?? 0,
    outcome: match.outcome,
    alternatives: isOutside && first ? [first, ...alternatives] : alternatives,
    language,
  };
}

/** Summarises a typed command as its question's intent, for certain; returns undefined where no question has it. */
export function summarizeCommand(
  text: string,
  command: Command,
  { questions, language }: Texts,
): MatchSummary | undefined {
  const found = Object.entries(questions).find(([, question]) => question.command === command);
  if (!found) return undefined;
  const intent = listedIntent(found[0], questions);
  return { text, intent, confidence: 1, outcome: 'answer', alternatives: [], language };
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
