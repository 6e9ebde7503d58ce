import { describe, expect, test } from 'vitest';
import { readActivity } from '../../../src/channels/teams/parse-activity.ts';
import { written } from './support.ts';

/** Returns the words that the assistant reads from a message with these fields. */
function read(fields: object): string | undefined {
  return readActivity(written('', { attachments: [], ...fields })).text;
}

const bot = {
  type: 'mention',
  text: '<at>CPMS access</at>',
  mentioned: { id: '28:bot', name: 'CPMS access' },
};
const colleague = {
  type: 'mention',
  text: '<at>Dr Jan Smit</at>',
  mentioned: { id: '29:jan', name: 'Dr Jan Smit' },
};

describe('The assistant reads from a message in Teams', () => {
  test.each<[string, object, string]>([
    ['plain words', { text: 'no code on my mobile' }, 'no code on my mobile'],
    ['words after a mention', { text: '<at>CPMS access</at> where am I?', entities: [bot] }, 'where am I?'],
    [
      'words after a mention and a hard blank',
      { text: '<at>CPMS access</at>&nbsp;where am I?\n', entities: [bot] },
      'where am I?',
    ],
    [
      'words around several mentions',
      {
        text: '<at>CPMS access</at> can <at>Dr Jan Smit</at> help <at>CPMS access</at> me',
        entities: [bot, colleague, bot],
      },
      'can help me',
    ],
    [
      'words after a mention that has no text of its own',
      { text: '<at>CPMS access</at> help', entities: [{ ...bot, text: undefined }] },
      'help',
    ],
    [
      'words after a mention that stands there as a name',
      { text: '@CPMS access help', entities: [{ ...bot, text: null }] },
      'help',
    ],
    [
      'words after a mention with attributes',
      { text: '<at id="0">CPMS access</at> help', entities: [] },
      'help',
    ],
    ['nothing, where there is only a mention', { text: '<at>CPMS access</at>', entities: [bot] }, ''],
    ['nothing, where there is no text', { text: undefined, entities: [bot] }, ''],
    ['nothing, where there are only blanks of all kinds', { text: ' &nbsp;\u00A0\u200B\n ' }, ''],
    [
      'the HTML, where there is nothing else',
      {
        text: '',
        attachments: [
          { contentType: 'text/html', content: '<div><p>no&nbsp;code</p><p>on <b>my</b> mobile</p></div>' },
        ],
      },
      'no code\n\non my mobile',
    ],
    [
      'the HTML without the mentions in it',
      {
        text: null,
        attachments: [
          {
            contentType: 'text/html',
            content:
              '<div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">CPMS access</span>&nbsp;help</div>',
          },
        ],
      },
      'help',
    ],
    [
      'an answer without what it quotes',
      {
        text: '> Register\n\nwhich browser?',
        attachments: [
          {
            contentType: 'text/html',
            content:
              '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong>CPMS</strong><p>Register</p></blockquote><p>which browser?</p>',
          },
        ],
      },
      'which browser?',
    ],
    ['straight quotation marks', { text: '“I’m stuck” ‘here’' }, "\"I'm stuck\" 'here'"],
    ['no invisible characters', { text: 're\u200Bstart\uFEFF \u202Eplease\u2060' }, 'restart please'],
    [
      'what stands between angle brackets',
      { text: 'it says <error 42> & stops' },
      'it says <error 42> & stops',
    ],
    [
      'no markup, where the text is markup',
      { text: '<p>hello <em>there</em></p>', textFormat: 'xml' },
      'hello there',
    ],
    ['entities as what they stand for', { text: 'R&amp;D &lt;3 &quot;x&quot;' }, 'R&D <3 "x"'],
    [
      'addresses as they are',
      { text: 'https://x.example/?x=1&copy=2&reg=3' },
      'https://x.example/?x=1&copy=2&reg=3',
    ],
    ['no invisible characters written as entities', { text: 'he&#8203;lp&zwnj;' }, 'help'],
    ['letters with their accents in one piece', { text: 'zuru\u0308ck' }, 'zurück'],
    [
      'links by their words',
      {
        text: '',
        attachments: [
          {
            contentType: 'text/html',
            content: '<p>see <a href="https://x.example/">this page</a><img alt="x" src="y"></p>',
          },
        ],
      },
      'see this page',
    ],
  ])('%s', (_name, fields, expected) => {
    expect(read(fields)).toBe(expected);
  });
});

test.each([
  '<at>',
  '<at ',
  '&nbsp;',
  '<',
  '@CPMS access',
  '<div>',
  '<span itemtype="http://schema.skype.com/Mention',
  '\u200B',
])('The assistant reads a message that only repeats %j', (piece) => {
  const hostile = piece.repeat(Math.floor(200_000 / piece.length));
  expect(read({ text: hostile, entities: Array(250).fill(bot) })).toBeDefined();
  expect(read({ text: '', attachments: [{ contentType: 'text/html', content: hostile }] })).toBeDefined();
});
