import { randomUUID } from 'node:crypto';
import type { CardAction } from './action.ts';
import { type Button, box, buttonSets, type Element, paragraph, unbroken } from './elements.ts';

/** The newest version of Adaptive Cards that every channel draws. */
const VERSION = '1.5';

/** A line that is a link. */
const LINK = /^\[(.+)\]\((.+)\)$/;

/** A card, ready to be sent. */
export interface Card {
  /** Unique to this card: every button carries it, so that an old or forged press is recognised. */
  id: string;
  kind: string;
  title: string;
  content: Record<string, unknown>;
  /** The titles of its buttons and their actions, so that a title can be typed. */
  actions: NamedAction[];
  /** The card in one or two sentences, for notifications and screen readers. */
  summary: string;
}

/** A button's title, its action, and other words that press it when they are typed. */
export interface NamedAction {
  title: string;
  data: CardAction;
  says?: readonly string[] | undefined;
}

/** A sentence at the top of a card: a success or a warning. */
export interface Notice {
  tone: 'good' | 'warning';
  sentence: string;
  /** True where its bold words are to be copied. */
  isToCopy?: boolean;
}

/** The parts of a card; the body gets the card's id for its buttons. */
export interface CardParts {
  kind: string;
  notices: readonly Notice[];
  /** What is wrong with the fields: drawn below each, and named first in the summary. */
  problems?: readonly string[];
  /** A small line above the title: the step that the card belongs to. */
  place?: string | undefined;
  title: string;
  body: (card: string) => Element[];
  /** The buttons that the body draws, from top to bottom. */
  buttonsInBody?: readonly Button[];
  /** The buttons below the body. */
  buttons: readonly Button[];
  /** What is below the buttons. */
  below?: (card: string) => Element[];
}

/** Draws a card from its parts, with notices at the top and buttons at the bottom, and adds the same as plain text. */
export function makeCard(parts: CardParts): Card {
  const { kind, notices, problems = [], place, title, body, buttonsInBody = [], buttons, below } = parts;
  const id = randomUUID();
  const noticeBoxes = (['warning', 'good'] as const).flatMap((tone) => {
    const those = notices.filter((notice) => notice.tone === tone);
    const lines = those.map(({ sentence, isToCopy }) =>
      paragraph(sentence, isToCopy ? { id: `copy-${id}` } : {}),
    );
    return lines.length > 0 ? [box(tone, lines)] : [];
  });
  // The card's own action bar is one row and is cut off; rows in the body are not.
  const elements = [...noticeBoxes, ...body(id), ...buttonSets(buttons, id), ...(below?.(id) ?? [])];
  const about = [place, title].filter(Boolean).join('. ');
  const sentences = [...problems, ...notices.map(({ sentence }) => sentence), about];
  const summary = withoutBold(sentences.join(' '));
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

function toNamedAction({ title, data, says }: Extract<Button, { data: CardAction }>): NamedAction {
  return { title, data, ...(says && { says }) };
}

/** Returns everything on a card as lines of text, for a client that draws no cards. */
function plainText(elements: readonly Element[]): string {
  return elements
    .flatMap(linesOf)
    .map((line) => withoutBold(line).replace(LINK, '$1: $2'))
    .filter((line) => line.trim() !== '')
    .join('\n');
}

function linesOf(element: Element): string[] {
  if (element.type === 'FactSet') {
    return (element.facts as { title: string; value: string }[]).map(
      (fact) => `${fact.title}: ${fact.value}`,
    );
  }
  // The subject and body in a mailto link are for the mail program.
  if (element.type === 'Action.OpenUrl')
    return [`${String(element.title)}: ${String(element.url).replace(/^(mailto:[^?]*).*/, '$1')}`];
  if (element.type === 'Action.Submit') return [`[${String(element.title)}]`];
  if (element.type === 'Action.ToggleVisibility') return [String(element.title)];
  if (element.type === 'Input.Text' || element.type === 'Input.ChoiceSet')
    return [[element.label, element.value].filter(Boolean).join(': ')];
  if (element.type === 'RichTextBlock')
    return [unbroken((element.inlines as { text: string }[]).map(({ text }) => text).join(''))];
  if (typeof element.text === 'string') return [element.text];
  // What a drawing shows stands in the instructions, too.
  if (element.type === 'Image') return [];
  // A pressable box repeats the title of its action.
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
