import { expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { sayFor } from '../../src/content/format-message.ts';
import { ticketTitle } from '../../src/tickets/ticket-title.ts';
import { pack } from '../support/clinician.ts';

const texts = textsOf(pack, DEFAULT_LANGUAGE);
const titleOf = (ticket: Parameters<typeof ticketTitle>[0]) =>
  ticketTitle(ticket, texts, sayFor(texts.network, texts.language));
const step = 'two-factor/sms-challenge-code';
const stepTitle = texts.steps['two-factor']?.steps['sms-challenge-code']?.title;
const question = texts.questions['sms-not-received']?.question;
const [problem = '', words] = Object.entries(texts.guide.problems)[0] ?? [];

test.each([
  [
    'the question and the step',
    { topic: { question: 'sms-not-received' }, step },
    `${question} · ${stepTitle}`,
  ],
  ['the question alone', { topic: { question: 'sms-not-received' } }, question],
  ['the problem', { topic: { problem } }, words?.title],
  ['the step alone', { step, about: 'Help' }, stepTitle],
  ['the words, without both', { about: 'My page is white' }, 'My page is white'],
  ['the beginning of long words', { about: 'a'.repeat(100) }, `${'a'.repeat(69)}…`],
  ['ids that the content no longer has', { topic: { question: 'gone' }, step: 'old/step' }, 'old/step'],
  ['nothing, where nothing is known', {}, ''],
])('The title of a ticket names %s', (_, ticket, title) => {
  expect(titleOf(ticket)).toBe(title);
});
