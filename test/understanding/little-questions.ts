import type { Question } from '../../src/content/schema/question-texts.ts';
import type { Example } from '../../src/understanding/classifier/classifier.ts';

/** A few questions of a café, and what it has nothing to do with: enough to learn from in milliseconds. */
const TAUGHT: Record<string, string[]> = {
  opening: [
    'when do you open',
    'opening hours',
    'are you open on sunday',
    'what time do you close',
    'how late are you open',
  ],
  menu: [
    'what is on the menu',
    'do you have vegan cake',
    'which teas do you sell',
    'show me the menu',
    'what can I eat here',
  ],
  booking: [
    'book a table for two',
    'I want to reserve a table',
    'is a table free tonight',
    'reservation for friday',
    'can we book',
  ],
  weather: [
    'will it rain today',
    'how is the weather',
    'is it cold outside',
    'weather tomorrow',
    'do I need an umbrella',
  ],
};

export const examples: Example[] = Object.entries(TAUGHT).flatMap(([label, texts]) =>
  texts.map((text) => ({ text, label })),
);

/** The label that stands for what is out of scope. */
export const outOfScope: ReadonlySet<string> = new Set(['weather']);

/** A question of the content pack with as little as one can have. */
export const plainQuestion: Question = {
  question: 'Q',
  links: [],
  related: [],
  handover: false,
  answer: ['A'],
  inChat: [],
  command: undefined,
  courtesy: false,
  settled: false,
  examples: [],
};
