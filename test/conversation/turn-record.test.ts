import { expect, test } from 'vitest';
import { redactShownOnly } from '../../src/conversation/turn-record.ts';

const NOTE = '(phone number not kept)';

test('A reply is stored without what may only be shown: in its words by a note, in a form by nothing, and not to be copied', () => {
  const reply = {
    version: 15,
    text: 'Type +49 171 23 45 678 there.',
    body: [
      { type: 'TextBlock', id: 'copy-1', text: '**+49 171 23 45 678**' },
      { type: 'TextBlock', id: 'other', text: 'words' },
      { type: 'Input.Text', id: 'phone', value: '0171 2345678' },
      { type: 'Input.Text', id: 'sentence', value: 'words' },
    ],
  };
  expect(redactShownOnly(reply, ['+49 171 23 45 678', '0171 2345678'], NOTE)).toEqual({
    version: 15,
    text: `Type ${NOTE} there.`,
    body: [
      { type: 'TextBlock', text: `**${NOTE}**` },
      { type: 'TextBlock', id: 'other', text: 'words' },
      { type: 'Input.Text', id: 'phone', value: '' },
      { type: 'Input.Text', id: 'sentence', value: 'words' },
    ],
  });
});
