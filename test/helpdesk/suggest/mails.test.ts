import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { suggestFor } from '../../../src/helpdesk/suggest/suggest.ts';
import { pack } from '../../support/clinician.ts';
import { sharedUnderstanding } from '../../support/shared-understanding.ts';

const mailsSchema = z.array(z.object({ name: z.string(), expect: z.array(z.string()), mail: z.string() }));
const suggest = suggestFor(pack, sharedUnderstanding(pack), { base: 'https://assistant.example' });

/** Counts the mails with a question that get only right suggestions, and lists the wrong suggestions. */
function count(file: string): { asking: number; answered: number; wrong: string[] } {
  const mails = mailsSchema.parse(parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
  const results = mails.map(({ name, expect: right, mail }) => {
    const intents = suggest({ text: mail }).suggestions.map(({ intent }) => intent);
    const wrong = intents.filter((intent) => !right.includes(intent)).map((intent) => `${name}: ${intent}`);
    return { asks: right.length > 0, isAnswered: intents.length > 0 && wrong.length === 0, wrong };
  });
  return {
    asking: results.filter(({ asks }) => asks).length,
    answered: results.filter(({ isAnswered }) => isAnswered).length,
    wrong: results.flatMap(({ wrong }) => wrong),
  };
}

describe("A helpdesk's mails", () => {
  test('from which the rules were made get no wrong suggestion, and nearly all questions get a right one', () => {
    const { asking, answered, wrong } = count('mails-first.yaml');
    expect(wrong).toEqual([]);
    expect(asking).toBe(21);
    expect(answered).toBeGreaterThanOrEqual(19);
  });

  test('that were only measured get one wrong suggestion at most, and most questions get a right one', () => {
    const { asking, answered, wrong } = count('mails-second.yaml');
    expect(wrong.length).toBeLessThanOrEqual(1);
    expect(asking).toBe(34);
    expect(answered).toBeGreaterThanOrEqual(25);
  });
});
