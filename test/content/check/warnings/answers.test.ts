import { expect, test } from 'vitest';
import { checkAnswers } from '../../../../src/content/check/warnings/answers.ts';
import { DEFAULT_LANGUAGE, textsOf } from '../../../../src/content/content.ts';
import { loadContent, routesIn } from '../../../../src/content/load.ts';
import { pack } from '../../../support/clinician.ts';
import { SHIPPED } from '../../pack-copy.ts';

const texts = textsOf(pack, DEFAULT_LANGUAGE);

/** Returns the warnings for an answer to a question about the first step. */
function warningsOf(answer: string, inChat: string[] = []): string[] {
  const question = texts.questions['eulogin-create'];
  if (!question) throw new Error('no question to try with');
  const changed = { ...texts, questions: { 'eulogin-create': { ...question, answer: [answer], inChat } } };
  return checkAnswers(pack, changed).map(({ reason }) => reason);
}

test.each(routesIn(SHIPPED))(
  'On the route %s, the shipped answers contain no fact that their steps do not',
  (route) => {
    const content = loadContent(SHIPPED, { route });
    expect(checkAnswers(content, textsOf(content, DEFAULT_LANGUAGE))).toEqual([]);
  },
);

test('The check takes the number in a name for none', () => {
  expect(warningsOf('CPMS 2.0 shows it.')).toEqual([]);
});

test.each([
  ['Go to https://example.org/register.', 'the address "https://example.org/register"'],
  ['Click **Sign me up**.', 'the button "Sign me up"'],
  ['It takes 17 minutes.', 'the number "17 minutes"'],
])('The check warns about "%s"', (answer, what) => {
  expect(warningsOf(answer)).toEqual([`${what} does not occur in the texts of the step eu-login/register`]);
});

test('The check accepts the facts of the step itself', () => {
  expect(
    warningsOf('Click **create account** on https://webgate.ec.europa.eu/cas/eim/external/register.cgi'),
  ).toEqual([]);
});

test('The check also looks at the lines that only the chat shows', () => {
  expect(warningsOf('Go on.', ['It takes 17 minutes.'])).toHaveLength(1);
});
