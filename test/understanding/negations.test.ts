import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { DENIED_IN, measureDenied, readDenied } from '../bench/understanding/denied.ts';
import { pack } from '../support/clinician.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';
import { taughtAmong } from './taught.ts';

const texts = textsOf(pack, DEFAULT_LANGUAGE);
const understand = sharedUnderstanding(pack);
/** A question, a message that it answers, and one that denies it or says the opposite. */
const rows = readFileSync(new URL('./negations-en.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [intent = '', said = '', denied = ''] = line.split('\t');
    return { intent, said, denied };
  });

/** Returns the question that a message is answered with, if any, and the three that are offered otherwise. */
function replyTo(text: string): { answered: string | undefined; offered: string[] } {
  const { outcome, candidates } = understand(text, DEFAULT_LANGUAGE);
  const ids = [...new Set(candidates.map(({ intent }) => texts.questions[intent]?.refines ?? intent))];
  return {
    answered: outcome === 'answer' ? ids[0] : undefined,
    offered: outcome === 'suggest' ? ids.slice(0, 3) : [],
  };
}

describe('The denials', () => {
  test('are sixty, of 45 questions or more, each beside a message that the question answers', () => {
    expect(rows).toHaveLength(60);
    expect(new Set(rows.map(({ intent }) => intent)).size).toBeGreaterThanOrEqual(45);
    for (const { intent, said, denied } of rows) {
      expect(texts.questions, intent).toHaveProperty([intent]);
      expect(said && denied, intent).not.toBe('');
    }
  });

  test('and the messages beside them are none of the examples', () => {
    expect(
      taughtAmong(
        rows.flatMap(({ said, denied }) => [said, denied]),
        texts,
      ),
    ).toEqual([]);
  });
});

describe('Somebody', () => {
  test('who says what their matter is gets its answer or is offered it, as often as was aimed for', () => {
    const missed = rows.filter(({ intent, said }) => {
      const { answered, offered } = replyTo(said);
      return answered !== intent && !offered.includes(intent);
    });
    expect(rows.length - missed.length).toBeGreaterThanOrEqual(60);
  });

  test('who says that it is not their matter, or that it works, does not get its answer, as often as was aimed for', () => {
    const wrong = rows.filter(({ intent, denied }) => replyTo(denied).answered === intent);
    expect(rows.length - wrong.length).toBeGreaterThanOrEqual(0.9 * rows.length);
  });
});

describe.each(DENIED_IN)('Somebody who writes in a language (%s)', (language) => {
  const pairs = readDenied(language);
  const aimedFor = language === DEFAULT_LANGUAGE ? 0.9 : 0.75;

  test('is understood as often as was aimed for, and not answered with what they deny', () => {
    const { saidHelped, deniedNotAnswered } = measureDenied(pairs, language, pack, understand);
    expect(pairs.length).toBeGreaterThanOrEqual(40);
    expect(saidHelped).toBeGreaterThanOrEqual(0.95 * pairs.length);
    expect(deniedNotAnswered).toBeGreaterThanOrEqual(aimedFor * pairs.length);
  });
});
