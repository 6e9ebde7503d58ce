import { describe, expect, test } from 'vitest';
import { textsOf } from '../../../../src/content/content.ts';
import type { CannedReply } from '../../../../src/content/schema/canned-replies.ts';
import { pack } from '../../../support/clinician.ts';
import { ANN, aTicket, BEN, openInbox, words } from '../support.ts';

const path = (number: string, action = '') => `/helpdesk/tickets/${number}${action}`;

/** A pack whose helpdesk has these replies. */
function packWith(replies: Record<string, CannedReply>) {
  const texts = textsOf(pack, 'en');
  return { ...pack, languages: new Map([['en', { ...texts, 'canned-replies': replies }]]) };
}

const REPLIES: Record<string, CannedReply> = {
  first: { title: 'First', text: ['One of {network}.', 'Two **bold** words.'] },
  second: { title: 'Second', text: ['Hélène'] },
  third: { title: 'Third', text: ['c'] },
  fourth: { title: 'Fourth', text: ['d'] },
  mine: { title: 'For this step', text: ['e'], step: 'two-factor/sms-challenge-code' },
  asked: { title: 'For this question', text: ['f'], question: 'sms-not-received' },
};

/** Returns the titles of the replies that a page shows. */
function shown(html: string): string[] {
  const [, list = ''] = /<ul id="canned-list">(.*?)<\/ul>/s.exec(html) ?? [];
  return [...list.matchAll(/<li(?![^>]*hidden)[^>]*>\s*<h3[^>]*>(.*?)<\/h3>/g)].map(
    ([, title = '']) => title,
  );
}

const open = (...tickets: ReturnType<typeof aTicket>[]) => openInbox({ tickets, content: packWith(REPLIES) });

describe("The helpdesk's own replies", () => {
  test("are in the ticket's language where they are written in it, else in the helpdesk's", async () => {
    const content = packWith(REPLIES);
    const own: Record<string, CannedReply> = { first: { title: 'Erstens', text: ['Guten Tag'] } };
    const german = { ...textsOf(content, 'en'), language: 'de', 'canned-replies': own };
    const ticket = aTicket({ language: 'de', step: undefined });
    const { get } = await openInbox({
      tickets: [ticket],
      content: { ...content, languages: new Map([...content.languages, ['de', german]]) },
    });
    expect(shown((await get(path(ticket.number))).html)).toEqual(['Erstens', 'Second', 'Third']);
  });

  test('are beside the reply box, first those of the step and of the question that the ticket is about', async () => {
    const ticket = aTicket({ topic: { question: 'sms-not-received' } });
    const { get } = await open(ticket);
    const { html } = await get(path(ticket.number));
    expect(shown(html)).toEqual(['For this step', 'For this question', 'First']);
    expect(html).toContain('There are 3 more answers');
    expect(html).toContain('One of eUROGEN.\n\nTwo bold words.');
  });

  test('go into the box after what was typed, and are not sent by that', async () => {
    const ticket = aTicket();
    const { post, tickets } = await open(ticket);
    const { html } = await post(path(ticket.number, '/suggestion'), {
      text: 'Hello',
      canned: 'first',
      find: 'x',
    });
    expect(html).toContain('>\nHello\n\nOne of eUROGEN.\n\nTwo bold words.</textarea>');
    expect((await tickets.get(ticket.number))?.messages).toEqual([]);
  });

  test('are found by words in any writing, and what was typed stays', async () => {
    const ticket = aTicket();
    const { post } = await open(ticket);
    const find = async (words: string) =>
      (await post(path(ticket.number, '/suggestion'), { text: 'Hello', find: words })).html;
    const found = await find('SECOND helene');
    expect(shown(found)).toEqual(['Second']);
    expect(found).toContain('>\nHello</textarea>');
    const none = await find('zebra');
    expect(shown(none)).toEqual([]);
    expect(none).toContain(`<p id="canned-list-none" class="empty">${words.canned.none}`);
  });

  test('are folded where none belongs to the ticket, so that the suggested answers are seen', async () => {
    const ofStep = aTicket();
    const ofNone = aTicket({ step: 'eu-login/register' });
    const { get, post } = await open(ofStep, ofNone);
    const isOpen = (html: string) => html.split('id="canned"')[1]?.includes('<details open>');
    expect(isOpen((await get(path(ofStep.number))).html)).toBe(true);
    expect(isOpen((await get(path(ofNone.number))).html)).toBe(false);
    const found = await post(path(ofNone.number, '/suggestion'), { text: '', find: 'second' });
    expect(isOpen(found.html)).toBe(true);
  });

  test('are left out where nobody can answer, or there are none', async () => {
    const closed = aTicket({ state: 'closed', agent: ANN });
    const others = aTicket({ state: 'taken', agent: BEN });
    const { get } = await open(closed, others);
    for (const { number } of [closed, others])
      expect((await get(path(number))).html).not.toContain('id="canned"');
    const ticket = aTicket();
    const without = await openInbox({ tickets: [ticket], content: packWith({}) });
    expect((await without.get(path(ticket.number))).html).not.toContain('id="canned"');
  });

  test('show markup in them as text', async () => {
    const ticket = aTicket();
    const { get } = await openInbox({
      tickets: [ticket],
      content: packWith({ bad: { title: '<b>x</b>', text: ['<img src=x onerror=alert(1)>'] } }),
    });
    const { html } = await get(path(ticket.number));
    expect(html).not.toMatch(/<b>x|<img/);
  });
});
