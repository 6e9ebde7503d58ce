import { expect, test } from 'vitest';
import { sentencesOf } from '../../src/understanding/sentences.ts';

test('a mail is read sentence by sentence, line by line', () => {
  const mail = 'Dear all,\nI have an EU Login. The code never comes! What now?\n\nKind regards';
  expect(sentencesOf(mail, 'en')).toEqual([
    'Dear all,',
    'I have an EU Login.',
    'The code never comes!',
    'What now?',
    'Kind regards',
  ]);
});

test('what has no letters is no sentence', () => {
  expect(sentencesOf('… 42 !!\n🙂', 'en')).toEqual([]);
});
