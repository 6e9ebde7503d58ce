import { expect, test } from 'vitest';
import { ANSWERS, fill, openInbox, words } from '../support.ts';

const shown = (html: string) =>
  [...html.matchAll(/<li data-place="(\d+)">/g)].map(([, place]) => ANSWERS[Number(place)]?.intent);
const found = (count: number) => fill(words.answers.found, { count, all: ANSWERS.length });

test('The page lists all answers, each with its text, its mail and its links', async () => {
  const { get } = await openInbox();
  const { html, status } = await get('/helpdesk/answers');
  expect(status).toBe(200);
  expect(shown(html)).toEqual(ANSWERS.map(({ intent }) => intent));
  expect(html).toContain(found(3));
  for (const { question, link } of ANSWERS) {
    expect(html).toContain(question);
    expect(html).toContain(`href="${link}"`);
  }
});

test.each([
  { words: 'password', intents: ['password-forgotten'] },
  { words: 'forgoten pasword', intents: ['password-forgotten'] },
  { words: 'scan code', intents: ['qr-not-scanning'] },
  { words: 'PASSWORD!', intents: ['password-forgotten'] },
  { words: 'zzzzzz', intents: [] },
  { words: '<script>alert(1)</script>', intents: [] },
])('Without scripts the server finds $intents for "$words"', async ({ words: asked, intents }) => {
  const { get } = await openInbox();
  const { html, status } = await get(`/helpdesk/answers?q=${encodeURIComponent(asked)}`);
  expect(status).toBe(200);
  expect(shown(html)).toEqual(intents);
  expect(html).toContain(found(intents.length));
  expect(html).not.toContain('<script>alert');
});

test('The search finds answers with some of the words where none has all of them', async () => {
  const { get } = await openInbox();
  const { html } = await get('/helpdesk/answers?q=camera%20spaceship');
  expect(shown(html)).toEqual(['qr-not-scanning']);
});

test('The search cuts a very long text instead of refusing it', async () => {
  const { get } = await openInbox();
  expect((await get(`/helpdesk/answers?q=${'a'.repeat(5000)}`)).status).toBe(200);
});
