import { randomUUID } from 'node:crypto';
import type { CardAction } from './action.ts';
import { type Button, box, buttonSets, type Element, paragraph, unbroken } from './elements.ts';

/** The newest card format that Teams, Web Chat and the other channels all draw. */
const VERSION = '1.5';

/** A card that is ready to be sent. */
export interface Card {
  /** Unique to this card shown: every button carries it, so that an old or forged one is recognised. */
  id: string;
  kind: string;
  title: string;
  content: Record<string, unknown>;
  /** The actions of its buttons by their titles, so that they can be typed. */
  actions: NamedAction[];
  /** The card in one or two sentences, for notifications and screen readers. */
  summary: string;
}

/** A button's title and its action. */
export interface NamedAction {
  title: string;
  data: CardAction;
}

/** A sentence at the top of a card: something that went well, or that did not. */
export interface Notice {
  tone: 'good' | 'warning';
  sentence: string;
}

/** The parts of a card; the body is drawn with the card's id, which its buttons carry. */
export interface CardParts {
  kind: string;
  notices: readonly Notice[];
  /** A small line above the title: the step that the card belongs to. */
  place?: string | undefined;
  title: string;
  body: (card: string) => Element[];
  /** The buttons that the body draws, from top to bottom. */
  buttonsInBody?: readonly Button[];
  /** The buttons below the body. */
  buttons: readonly Button[];
}

/** Draws a card from its parts: notices on top, the buttons at the bottom, and the same as plain text beside it. */
export function makeCard(parts: CardParts): Card {
  const { kind, notices, place, title, body, buttonsInBody = [], buttons } = parts;
  const id = randomUUID();
  const noticeBoxes = (['warning', 'good'] as const).flatMap((tone) => {
    const sentences = notices.filter((notice) => notice.tone === tone).map(({ sentence }) => sentence);
    return sentences.length > 0
      ? [
          box(
            tone,
            sentences.map((sentence) => paragraph(sentence)),
          ),
        ]
      : [];
  });
  // Buttons of the card itself would be one row, cut where it is too long for the card; rows of the body are not
  const elements = [...noticeBoxes, ...body(id), ...buttonSets(buttons, id)];
  const said = [...notices.map(({ sentence }) => sentence), [place, title].filter(Boolean).join('. ')];
  const summary = withoutBold(said.join(' '));
  return {
    id,
    kind,
    title,
    actions: [...buttonsInBody, ...buttons].flatMap((button) =>
      'data' in button ? [toNamedAction(button)] : [],
    ),
    summary,
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: VERSION,
      speak: summary,
      fallbackText: plainText(elements),
      body: elements,
    },
  };
}

function toNamedAction({ title, data }: Extract<Button, { data: CardAction }>): NamedAction {
  return { title, data };
}

/** Everything a card says, a line each, for a client that draws no cards. */
function plainText(elements: readonly Element[]): string {
  return elements
    .flatMap(linesOf)
    .map(withoutBold)
    .filter((line) => line.trim() !== '')
    .join('\n');
}

function linesOf(element: Element): string[] {
  if (element.type === 'FactSet') {
    return (element.facts as { title: string; value: string }[]).map(
      (fact) => `${fact.title}: ${fact.value}`,
    );
  }
  // What a mail begins with is for the mail program
  if (element.type === 'Action.OpenUrl')
    return [`${String(element.title)}: ${String(element.url).replace(/^(mailto:[^?]*).*/, '$1')}`];
  if (element.type === 'Action.Submit') return [`[${String(element.title)}]`];
  if (element.type === 'Input.Text') return [[element.label, element.value].filter(Boolean).join(': ')];
  if (element.type === 'RichTextBlock')
    return [unbroken((element.inlines as { text: string }[]).map(({ text }) => text).join(''))];
  if (typeof element.text === 'string') return [element.text];
  // The words of a box to press are its button's title
  if (element.selectAction) return linesOf(element.selectAction as Element);
  return childrenOf(element).flatMap(linesOf);
}

function childrenOf(element: Element): Element[] {
  const { items, columns, actions, selectAction } = element;
  const lists = [items, columns, actions, selectAction && [selectAction]];
  return lists.filter(Array.isArray).flat() as Element[];
}

function withoutBold(text: string): string {
  return text.replaceAll('**', '');
}
