import { describe, expect, test } from 'vitest';
import { splitSentences, splitWords } from '../../../src/understanding/classifier/split-text.ts';

describe('A text is split into words:', () => {
  test.each([
    ['capitals and accents do not count', 'Où est LE Código?', ['ou', 'est', 'le', 'codigo', '?']],
    ['every longer number is the same word', 'code 4711 or 4812', ['code', '0', 'or', '0']],
    ['a digit tells which step or area', 'step 2 of ws3', ['step', '2', 'of', 'ws', '3']],
    ['every kind of apostrophe is one', 'can’t `enter`', ["can't", 'enter']],
    ['addresses are one word', 'see https://x.example/a?b=1 or me@x.example', ['see', 'url', 'or', 'url']],
    ['stacked accents are taken off', 'p̷̧͝a̶͊s̴̈s', ['pass']],
    ['emoji and punctuation say nothing', '🙂 … !!', []],
    [
      'French and Italian articles are words of their own',
      "l'appli, dell’app",
      ['l', 'appli', 'dell', 'app'],
    ],
    ['nothing has no words', '', []],
    ['other scripts are words, too', 'не приходит код', ['не', 'приходит', 'код']],
  ])('%s', (_, text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  test('a mashed key does not make an endless word', () => {
    expect(splitWords('a'.repeat(5000))[0]?.length).toBeLessThan(50);
  });
});

describe('A text is split into sentences:', () => {
  test('a mail, line by line', () => {
    const mail = 'Dear all,\nI have an EU Login. The code never comes! What now?\n\nKind regards';
    expect(splitSentences(mail, 'en')).toEqual([
      'Dear all,',
      'I have an EU Login.',
      'The code never comes!',
      'What now?',
      'Kind regards',
    ]);
  });

  test('nothing without letters is a sentence', () => {
    expect(splitSentences('… 42 !!\n🙂', 'en')).toEqual([]);
  });
});
