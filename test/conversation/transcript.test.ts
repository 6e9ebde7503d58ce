import { expect, test } from 'vitest';
import {
  excerptForHandOver,
  extendTranscript,
  type TranscriptEntry,
} from '../../src/conversation/transcript.ts';

const said = (text: string): TranscriptEntry => ({ by: 'person', text });

test('The transcript keeps the newest ten entries, each in one line that is cut off', () => {
  const kept = extendTranscript([], [said(' one\n\ttwo '), said(''), said('x'.repeat(500))]);
  expect(kept).toEqual([said('one two'), said(`${'x'.repeat(299)}…`)]);
  const many = Array.from({ length: 12 }, (_, index) => said(`${index}`));
  expect(extendTranscript(many, [said('new')]).map(({ text }) => text)).toEqual([
    ...'3456789',
    '10',
    '11',
    'new',
  ]);
});

test('The transcript cuts no emoji in two', () => {
  expect(extendTranscript([], [said('🙂'.repeat(200))])[0]?.text.isWellFormed()).toBe(true);
});

test('A hand-over quotes more of the message that led to it, and as many entries before it as fit', () => {
  const earlier = Array.from({ length: 10 }, (_, index) => said(`${index}`.repeat(300)));
  const quoted = excerptForHandOver(earlier, said('now '.repeat(500)));
  expect(quoted.at(-1)?.text).toHaveLength(1000);
  expect(quoted.map(({ text }) => text[0])).toEqual(['9', 'n']);
  expect(excerptForHandOver([said('short')], undefined)).toEqual([said('short')]);
});
