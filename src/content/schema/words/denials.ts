import { z } from 'zod';

/** In words; * stands for up to three. Read by comparing words, so neither capitals nor apostrophes matter. */
const phrases = z.array(z.string().trim().min(1)).default([]);

/** Zod schema of data/<language>/denials.yaml: the words by which somebody denies a matter, or says that all is well. */
export const denialsSchema = z.strictObject({
  joints: phrases.describe(
    'Begin a new clause, besides punctuation: "but" in "the link opens, but nothing is there"',
  ),
  conditions: phrases.describe('Begin a clause that tells when, and claims nothing: "when the page opens"'),
  negations: phrases.describe('Turn round the few words that follow: "not"'),
  absences: phrases.describe('Turn round only words for trouble or for what goes well: "no" in "no error"'),
  inabilities: phrases.describe(
    'Say that somebody cannot do something, or that a thing does not do it, which is a report of trouble',
  ),
  asking: phrases.describe('Begin a question or a wish, which denies nothing'),
  questionStarts: phrases.describe('Begin a question where they begin a clause: "is" in "is this right"'),
  wellVerbs: phrases.describe(
    'Say that something went as it should: "arrived"; with a negation before them, trouble',
  ),
  failing: phrases.describe(
    'Say with a negation before them that something fails, and nothing without one: "open"',
  ),
  emphases: phrases.describe(
    'Say before a word of "failing" that it does not fail: "did" in "it did arrive"',
  ),
  prohibitions: phrases.describe('Begin a clause that forbids something: "do not"'),
  wellWords: phrases.describe('Say that something is as it should be: "is fine"'),
  unrelated: phrases.describe('Have one of the other words in them and mean something else: "works council"'),
  troubles: phrases.describe('Name trouble: "refused"; with a negation before them, all is well'),
  aside: phrases.describe('Put aside what follows in their clause: "it\'s not that"'),
  asideBefore: phrases.describe('Put aside what stands before them in their clause: "is not the problem"'),
});

export type Denials = z.output<typeof denialsSchema>;
