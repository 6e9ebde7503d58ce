import { beforeAll, expect, test } from 'vitest';
import { cardAsHtml } from '../../../../src/channels/webchat/pages/first-look.ts';
import { everyCard } from '../../../cards/every-card.ts';
import { differentCards, nodesIn } from '../../../cards/nodes.ts';

let cards: Record<string, unknown>[] = [];
beforeAll(async () => {
  cards = differentCards(await everyCard());
});

/** The words of a page, without its marks. */
function wordsIn(html: string): string {
  const text = html
    .replace(/<[^>]*? alt="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return plain(text);
}

function plain(text: string): string {
  return text
    .replaceAll('’', "'")
    .replaceAll('**', '')
    .replace(/^(\d+\.|-) /gm, '')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/\s+/g, '');
}

test('Every card is drawn with all of its words and the titles of all its buttons', () => {
  expect(cards.length).toBeGreaterThan(300);
  const missing = cards.flatMap((card) => {
    const words = wordsIn(cardAsHtml(card).text);
    return nodesIn(card)
      .flatMap(({ type, text, title, label }) => (type === 'AdaptiveCard' ? [] : [text, title, label]))
      .filter((said) => typeof said === 'string' && !words.includes(plain(said)));
  });
  expect(missing).toEqual([]);
});

test('What somebody else has written stays text, and a link that would run a script leads nowhere', () => {
  const { text } = cardAsHtml({
    body: [
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '<img src=x onerror=alert(1)>' }] },
      { type: 'TextBlock', text: '**<b>** [here](javascript:alert(1)) "quoted"' },
      { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'JavaScript:alert(1)' }] },
      { type: 'Unknown', text: 'nothing' },
    ],
  });
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(text).toContain('<strong>&lt;b&gt;</strong>');
  expect(text).not.toMatch(/href="[^"]*script/i);
});
