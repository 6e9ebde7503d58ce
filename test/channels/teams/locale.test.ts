import { expect, test } from 'vitest';
import { readActivity } from '../../../src/channels/teams/parse-activity.ts';
import message from './fixtures/message-personal.json' with { type: 'json' };

test('The language that a person’s Teams is set to comes with their message', () => {
  expect(readActivity(message).locale).toBe('en-GB');
  expect(readActivity({ ...message, locale: 'de_AT' }).locale).toBe('de-AT');
});

test.each([null, '', 7, 'x'.repeat(99), '<script>', 'en-US@posix'])(
  'A message is taken without a language where Teams says %j',
  (locale) => {
    const { text, ...read } = readActivity({ ...message, locale });
    expect(text).toBe(message.text);
    expect(read.locale).toBeUndefined();
  },
);
