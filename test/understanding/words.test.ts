import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/understanding/words.ts';

describe('the words of a text', () => {
  test.each([
    ['capitals and accents do not count', 'Où est LE Código?', ['ou', 'est', 'le', 'codigo', '?']],
    ['every longer number is the same word', 'code 4711 or 4812', ['code', '0', 'or', '0']],
    ['a digit tells which step or area', 'step 2 of ws3', ['step', '2', 'of', 'ws', '3']],
    ['every kind of apostrophe is one', 'can’t `enter`', ["can't", 'enter']],
    ['addresses are one word', 'see https://x.example/a?b=1 or me@x.example', ['see', 'url', 'or', 'url']],
    ['stacked accents are taken off', 'p̷̧͝a̶͊s̴̈s', ['pass']],
    ['emoji and punctuation say nothing', '🙂 … !!', []],
    ['nothing has no words', '', []],
    ['other scripts are words, too', 'не приходит код', ['не', 'приходит', 'код']],
  ])('%s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('a mashed key makes no endless word', () => {
    expect(wordsOf('a'.repeat(5000))[0]?.length).toBeLessThan(50);
  });
});
