import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { withPictures } from '../../../src/channels/teams/pictures.ts';
import { textsOf } from '../../../src/content/content.ts';
import { pictureFiles } from '../../../src/pictures/files.ts';
import { everyCard } from '../../cards/every-card.ts';
import { differentCards } from '../../cards/nodes.ts';
import { pack } from '../../support/clinician.ts';
import { axe, openPage, screenshot } from '../browser.ts';
import { AREA, CENTRE } from '../routes.ts';
import { drawCards, LOOKS, type Look, openTeams } from './looks.ts';

/** A side panel's or a phone's width, and a chat's. */
const WIDTHS = [320, 640];
const PER_PAGE = 100;
/** On a picture. */
const SIDE_BY_SIDE = 4;

const { guide, messages } = textsOf(pack, 'en');

let cards: Record<string, unknown>[];
beforeAll(async () => {
  const { png } = pictureFiles(() => pack);
  const sent = (await everyCard()).map(async (seen) => ({
    ...seen,
    activity: await withPictures(seen.activity, png),
  }));
  cards = differentCards(await Promise.all(sent));
});

/** One card of each kind that looks different. */
function examples(): Record<string, unknown>[] {
  const saying = [
    `[${guide.methods.sms?.name}]`,
    messages.buttons.checkPhone,
    messages.buttons.countryNotListed,
    messages.buttons.showsCentre,
    `[${CENTRE}]`,
    `[${AREA}]`,
    messages.suggestions.title,
    messages.summary.title,
    messages.answer.helpful,
    Object.values(guide.problems)[0]?.title ?? '',
  ];
  return saying.map((words) => {
    const found = cards.filter(({ fallbackText }) => String(fallbackText).includes(words));
    return found.reduce((longest, card) => (lengthOf(card) > lengthOf(longest) ? card : longest));
  });
}

const lengthOf = (card: Record<string, unknown>) => String(card.fallbackText).length;

async function teams(look: Look, width: number): Promise<Page> {
  const page = await openPage('desktop', { viewport: { width: width + 20, height: 1100 } });
  await openTeams(page, look);
  return page;
}

describe.each(LOOKS)('In the %s look of Teams', (look) => {
  test.each(WIDTHS)('every card is drawn in full at %i pixels, without a warning', async (width) => {
    const page = await teams(look, width);
    for (let from = 0; from < cards.length; from += PER_PAGE)
      expect(await drawCards(page, cards.slice(from, from + PER_PAGE), look, width)).toEqual([]);
  });

  test.each(WIDTHS)('everybody can read the cards at %i pixels', async (width) => {
    const page = await teams(look, width);
    await drawCards(page, examples(), look, width);
    const widthOfAll = SIDE_BY_SIDE * (width + 20);
    await page.setViewportSize({ width: widthOfAll, height: 100 });
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    await page.setViewportSize({ width: widthOfAll, height });
    await screenshot(page, `teams-${look}-${width}`);
    expect(await axe(page)).toEqual([]);
  });
});

test('these tests find a card that is too wide, has a nameless button or an unknown element', async () => {
  const page = await teams('light', 320);
  const wrong = (element: unknown) =>
    drawCards(page, [{ type: 'AdaptiveCard', version: '1.5', body: [element] }], 'light', 320);
  const set = (...titles: string[]) => ({
    type: 'ActionSet',
    actions: titles.map((title) => ({ type: 'Action.Submit', title })),
  });
  expect(await wrong({ type: 'TextBlock', text: 'all is well' })).toEqual([]);
  expect(await wrong({ type: 'Nonsense' })).not.toEqual([]);
  expect(await wrong({ type: 'ColumnSet', columns: [{ type: 'Column', width: '400px' }] })).not.toEqual([]);
  expect(await wrong(set(''))).not.toEqual([]);
  expect(await wrong(set('a title that needs the whole row for itself', 'another'))).not.toEqual([]);
  const box = (text: string, title: string) => ({
    type: 'Container',
    items: [{ type: 'TextBlock', text, wrap: true }],
    selectAction: { type: 'Action.Submit', title },
  });
  const long = 'a title that is longer than a row of buttons is wide';
  expect(await wrong(set(long))).not.toEqual([]);
  expect(await wrong(box(long, long))).toEqual([]);
  expect(await wrong(box(long, 'something else'))).not.toEqual([]);
  expect(await wrong({ type: 'TextBlock', text: 'no\\*\\*marks' })).not.toEqual([]);
});
