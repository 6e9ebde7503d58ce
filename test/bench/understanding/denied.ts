import { readFileSync } from 'node:fs';
import { type Content, textsOf } from '../../../src/content/content.ts';
import { listedIntent } from '../../../src/understanding/match-summary.ts';
import type { Understand } from '../../../src/understanding/understand.ts';

/** Languages with pairs of messages by writers who had seen no example: somebody with a trouble, and somebody who denies it. */
export const DENIED_IN = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pl'];

/** Two messages about a question, and the question that the second one asks in its place, if any. */
export interface DeniedPair {
  intent: string;
  said: string;
  denied: string;
  asked: string | undefined;
}

/** What became of the pairs of a language, in numbers of messages. */
export interface DeniedFigures {
  pairs: number;
  /** Those with the trouble that are answered with it, and those that are answered or offered it. */
  saidRight: number;
  saidHelped: number;
  /** Those who deny it and are not answered with it. */
  deniedNotAnswered: number;
  /** Those who deny it and ask for something else, and those of them who are answered or offered that. */
  asking: number;
  askingHelped: number;
}

/** Reads the pairs of a language: question, message, message that denies it, and the question that this one asks or "-". */
export function readDenied(language: string): DeniedPair[] {
  return readFileSync(new URL(`./denied-${language}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [intent = '', said = '', denied = '', asked = '-'] = line.split('\t');
      return { intent, said, denied, asked: asked === '-' ? undefined : asked };
    });
}

/** Counts what becomes of messages with a trouble, and of those that deny it. */
export function measureDenied(
  pairs: readonly DeniedPair[],
  language: string,
  content: Content,
  understand: Understand,
): DeniedFigures {
  const { questions } = textsOf(content, language);
  const replyTo = (text: string) => {
    const { outcome, candidates } = understand(text, language);
    const ids = [...new Set(candidates.map(({ intent }) => listedIntent(intent, questions)))];
    const answered = outcome === 'answer' ? ids[0] : undefined;
    return { answered, helped: outcome === 'suggest' ? ids.slice(0, 3) : [answered] };
  };
  const replies = pairs.map((pair) => ({
    ...pair,
    toSaid: replyTo(pair.said),
    toDenied: replyTo(pair.denied),
  }));
  const asking = replies.filter(({ asked }) => asked !== undefined);
  const count = (held: readonly boolean[]) => held.filter(Boolean).length;
  return {
    pairs: pairs.length,
    saidRight: count(replies.map(({ intent, toSaid }) => toSaid.answered === intent)),
    saidHelped: count(replies.map(({ intent, toSaid }) => toSaid.helped.includes(intent))),
    deniedNotAnswered: count(replies.map(({ intent, toDenied }) => toDenied.answered !== intent)),
    asking: asking.length,
    askingHelped: count(asking.map(({ asked, toDenied }) => toDenied.helped.includes(asked))),
  };
}
