import { beforeAll, describe, expect, test } from 'vitest';
import { everyCard } from './every-card.ts';
import { differentCards } from './nodes.ts';
import { ADDITIONS, schemaWith } from './official-schema.ts';
import { eventsOf, warningsOf } from './renderer.ts';

const errorsOf = schemaWith(ADDITIONS);

let cards: Record<string, unknown>[] = [];
beforeAll(async () => {
  cards = differentCards(await everyCard());
});

function cardWith(...body: unknown[]): Record<string, unknown> {
  return { type: 'AdaptiveCard', version: '1.5', body };
}

const text = { type: 'TextBlock', text: 'all is well' };
const submit = { type: 'Action.Submit', title: 'Go' };

describe('Every card the assistant has', () => {
  test('keeps to the official schema and the additions of later versions', () => {
    expect(cards.flatMap(errorsOf)).toEqual([]);
  });

  test('is read by the library that draws it without a warning', () => {
    expect(cards.flatMap((card) => warningsOf(card))).toEqual([]);
  });
});

describe('The check by the schema', () => {
  test.each([
    ['an unknown element', cardWith(text, { type: 'Nonsense' })],
    ['a misspelt property', cardWith(text, { ...text, warp: true })],
    ['a card newer than Teams draws', { ...cardWith(text), version: '1.6' }],
    ['a misspelt property of the card', { ...cardWith(text), fallBackText: 'text' }],
    ['a value that is not allowed', cardWith(text, { ...text, size: 'huge' })],
    ['an unknown look of a box', cardWith({ type: 'Container', style: 'danger', items: [text] })],
    ['a text that is missing', cardWith(text, { type: 'TextBlock' })],
    ['a wrong button in a row', cardWith({ type: 'ActionSet', actions: [submit, { ...submit, titel: '' }] })],
    ['a wrong text in a box', cardWith({ type: 'Container', items: [text, { ...text, wrap: 'yes' }] })],
  ])('finds %s', (_, card) => {
    expect(errorsOf(cardWith(text, { type: 'ActionSet', actions: [submit] }))).toEqual([]);
    expect(errorsOf(card)).not.toEqual([]);
  });

  test.each(ADDITIONS)('needs $property of $of', (addition) => {
    const errors = schemaWith(ADDITIONS.filter((other) => other !== addition));
    expect(cards.flatMap(errors)).not.toEqual([]);
  });
});

describe('The check by the library', () => {
  test.each([
    ['an unknown element', cardWith({ type: 'Nonsense' })],
    ['an element of version 1.6', cardWith({ ...text, style: 'columnHeader', type: 'Carousel' })],
    ['an input without a label', cardWith({ type: 'Input.Text', id: 'x', isRequired: true })],
  ])('finds %s', (_, card) => {
    expect(warningsOf(cardWith(text))).toEqual([]);
    expect(warningsOf(card)).not.toEqual([]);
  });

  test.each(ADDITIONS)('knows $property of $of since version $since', ({ since, of, property, sample }) => {
    const place = of.startsWith('Action.') ? 'actions' : 'body';
    const card = {
      type: 'AdaptiveCard',
      version: '1.0',
      [place]: [{ type: of, id: 'x', [property]: sample }],
    };
    const [, minor] = since.split('.').map(Number);
    expect(eventsOf(card, Number(minor))).toEqual([]);
    expect(eventsOf(card, Number(minor) - 1)).not.toEqual([]);
  });
});
