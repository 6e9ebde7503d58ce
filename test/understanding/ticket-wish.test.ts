import { expect, test } from 'vitest';
import { ticketWishFinder } from '../../src/understanding/ticket-wish.ts';
import { pack } from '../support/clinician.ts';

const commands = pack.languages.get('en')?.commands;
if (!commands) throw new Error('no English');
const wishIn = ticketWishFinder(commands);

test.each([
  ['it works now, thanks', 'solved'],
  ['It works now!', 'solved'],
  ['Hi, it works now, thank you so much for your help!', undefined],
  ['Hi, it works now. Thank you very much for your help!', 'solved'],
  ['solved, thank you', 'solved'],
  ['OK, all good now, many thanks', 'solved'],
  ['you can close it', 'close'],
  ['It works now, you can close it.', 'close'],
  ['never mind, I found it', 'close'],
  ['please close my ticket', 'close'],
  ['Can you close my ticket, please?', 'close'],
  ['I want to close my ticket', 'close'],
  ['still not solved', 'unsolved'],
  ["it's broken again", 'unsolved'],
  ['not solved, I need the helpdesk again', 'reopen'],
  ['open my ticket again', 'reopen'],
  ['The helpdesk closed my ticket, but it is not solved', 'reopen'],
  ['It is working now :)', 'solved'],
  ['Could you reopen my ticket?', 'reopen'],
  ['It still does not work', 'failed'],
  ['thanks', 'thanks'],
  ['Thank you, great', 'thanks'],
  ['yes, close it', 'close'],
  ['no, not yet', 'no'],
  ['no, it does not work', 'failed'],
])('"%s" says %s', (typed, wish) => {
  expect(wishIn(typed)).toBe(wish);
});

test.each([
  "SMS works now, but CPMS doesn't",
  'It works now, but I still have no access',
  'it works now, it does not work',
  'does it work now?',
  'it works now?',
  'thanks, where do I find the app?',
  'how do I close my account',
  'close',
  'ok',
  'ok, great',
  'my ticket',
  '',
  '!!!',
  'it works now, '.repeat(20),
])('"%s" says nothing about the end of a ticket', (typed) => {
  expect(['solved', 'close', 'unsolved', 'reopen', 'thanks', 'failed']).not.toContain(wishIn(typed));
});
