import { describe, expect, test } from 'vitest';
import { replyToken, ticketsOfTokens } from '../../src/tickets/reply-token.ts';

const SECRET = 'a secret of the store';
const TOKEN = replyToken(SECRET, 'KMR-FTZ');

describe('The token of a ticket', () => {
  test('names the ticket and proves it, in letters only', () => {
    expect(TOKEN).toMatch(/^KMR-FTZ\.[a-p]{32}$/);
  });

  test.each([
    ['a subject', `Re: AW: My code does not come [${TOKEN}]`],
    ['an id', `<a7.${TOKEN}@example.org>`],
    ['a program that changes the case', TOKEN.toUpperCase()],
  ])('is found in %s', (_where, text) => {
    expect(ticketsOfTokens(SECRET, text)).toEqual(['KMR-FTZ']);
  });

  test('counts once however often it is there, and beside others', () => {
    const other = replyToken(SECRET, 'BCD-FGH');
    expect(ticketsOfTokens(SECRET, `${TOKEN} ${other} ${TOKEN}`)).toEqual(['KMR-FTZ', 'BCD-FGH']);
  });

  test.each([
    ['another secret', replyToken('another', 'KMR-FTZ')],
    ['the proof of another ticket', TOKEN.replace('KMR-FTZ', 'BCD-FGH')],
    ['a number alone', 'KMR-FTZ'],
    ['a proof that goes on', `${TOKEN}a`],
  ])('is not found with %s', (_what, text) => {
    expect(ticketsOfTokens(SECRET, text)).toEqual([]);
  });
});
