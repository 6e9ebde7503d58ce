import { beforeAll, expect, test } from 'vitest';
import { everyCard } from './every-card.ts';
import { differentCards, nodesIn } from './nodes.ts';

/**
 * The elements and properties that both Teams and Web Chat draw and the cards use. Before you add a line, look at it in
 * Web Chat and in Teams' desktop and mobile apps.
 */
const DRAWN: Record<string, readonly string[]> = {
  AdaptiveCard: ['$schema', 'version', 'speak', 'fallbackText', 'body'],
  TextBlock: ['id', 'text', 'wrap', 'style', 'size', 'weight', 'color', 'isSubtle', 'spacing'],
  Image: ['url', 'altText', 'size', 'spacing', 'width', 'selectAction'],
  Container: ['id', 'isVisible', 'style', 'items', 'spacing', 'selectAction'],
  FactSet: ['facts', 'spacing'],
  ActionSet: ['actions', 'spacing'],
  'Input.Text': [
    'id',
    'label',
    'placeholder',
    'value',
    'isMultiline',
    'style',
    'maxLength',
    'isRequired',
    'regex',
    'errorMessage',
    'spacing',
  ],
  'Input.ChoiceSet': ['id', 'label', 'value', 'choices', 'spacing'],
  RichTextBlock: ['inlines', 'spacing'],
  TextRun: ['text', 'weight'],
  'Action.Submit': ['title', 'data', 'associatedInputs', 'style'],
  'Action.OpenUrl': ['title', 'url'],
  'Action.ToggleVisibility': ['title', 'targetElements'],
};

let cards: Record<string, unknown>[] = [];
beforeAll(async () => {
  cards = differentCards(await everyCard());
});

test('Every card consists only of what both Teams and Web Chat draw, and the list of that has nothing unused', () => {
  const used = cards
    .flatMap(nodesIn)
    .flatMap(({ type, ...properties }) => Object.keys(properties).map((property) => `${type}.${property}`));
  const drawn = Object.entries(DRAWN).flatMap(([type, properties]) =>
    properties.map((property) => `${type}.${property}`),
  );
  expect([...new Set(used)].sort()).toEqual(drawn.sort());
});

test('Every picture is part of its card or one of our own drawings, and has a text for people who do not see it', () => {
  const pictures = cards.flatMap(nodesIn).filter(({ type }) => type === 'Image');
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter(({ url }) => !/^(data:image\/png;base64,|\/pictures\/)/.test(String(url)))).toEqual(
    [],
  );
  expect(pictures.filter(({ altText }) => !altText)).toEqual([]);
});
