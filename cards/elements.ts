import type { CardAction } from './action.ts';

/** An element of an Adaptive Card (schema 1.5), as JSON. */
export type Element = { type: string } & Record<string, unknown>;

/** A button: it says something to the assistant, or opens a page. */
export type Button =
  | { title: string; data: CardAction; primary?: boolean; sendsInputs?: boolean }
  | { title: string; url: string };

/** Teams shows no more than six buttons of a row. */
const MOST_IN_A_ROW = 6;
/**
 * How many letters a card of 320 pixels has room for in a row of buttons, and how many a button's frame takes. Teams
 * does not go on in a second line: it cuts the titles.
 */
const ROW_LETTERS = 40;
const FRAME_LETTERS = 5;
/** The longest title that fits for certain: a little less than the room, since some letters are wide. */
const MAX_TITLE_LENGTH = 32;

/** A heading that screen readers list as one. */
export function heading(text: string): Element {
  return { type: 'TextBlock', text, style: 'heading', size: 'large', weight: 'bolder', wrap: true };
}

/** A paragraph; may hold **bold** words. */
export function paragraph(text: string, look: Record<string, unknown> = {}): Element {
  return { type: 'TextBlock', text, wrap: true, ...look };
}

/** Small print. */
export function smallPrint(text: string): Element {
  return paragraph(text, { size: 'small', isSubtle: true });
}

/** Lines to do or read one after the other, numbered where there is more than one. */
export function steps(lines: readonly string[]): Element {
  const [only, ...more] = lines;
  if (only !== undefined && more.length === 0) return paragraph(only);
  return paragraph(lines.map((line, index) => `${index + 1}. ${line}`).join('\n'));
}

/** Lines without an order. */
export function bullets(lines: readonly string[]): Element {
  return paragraph(lines.map((line) => `- ${line}`).join('\n'));
}

/** What somebody else wrote, a line each, exactly as it was written: nothing in it is a mark, a link or markup. */
export function quoted(text: string): Element[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: breakable(line) }],
      spacing: 'small',
    }));
}

/** Longer ones are no words and no addresses of mail, which somebody might copy; a link has a button besides. */
const MAX_WORD_LENGTH = 60;
const PIECE = /.{1,20}/gu;
/** Where a line may be broken though nothing is seen there: unlike other texts these are not broken within a word. */
const ZERO_WIDTH_SPACE = '\u200B';

function breakable(line: string): string {
  return line.replace(/\S+/gu, (word) =>
    word.length > MAX_WORD_LENGTH ? (word.match(PIECE) ?? []).join(ZERO_WIDTH_SPACE) : word,
  );
}

/** The text as it was before it was made breakable. */
export function unbroken(text: string): string {
  return text.replaceAll(ZERO_WIDTH_SPACE, '');
}

/** A name and what it is. */
export interface Fact {
  title: string;
  value: string;
}

/** Names and values, one below the other; nothing where there are none. */
export function factList(facts: readonly Fact[]): Element[] {
  return facts.length > 0 ? [{ type: 'FactSet', facts, spacing: 'medium' }] : [];
}

/** A field to type into. */
export interface Field {
  id: string;
  label: string;
  placeholder?: string;
  value?: string;
  maxLength: number;
  isMultiline?: boolean;
  style?: 'text' | 'tel' | 'email';
}

/** A field as the card format writes it. */
export function field(look: Field): Element {
  return { type: 'Input.Text', ...look, spacing: 'medium' };
}

/** A box that stands out, with what it is in bold before its text. */
export function box(style: 'good' | 'warning' | 'accent' | 'emphasis', items: Element[]): Element {
  return { type: 'Container', style, items, spacing: 'medium' };
}

/** Buttons in rows that every channel shows in full. */
export function buttonSets(buttons: readonly Button[], card: string): Element[] {
  return rowsOf(buttons).map((row, index) => {
    const spacing = index === 0 ? 'medium' : 'small';
    const [only] = row;
    return only && isLong(only)
      ? { ...buttonBox(only, card), spacing }
      : { type: 'ActionSet', actions: row.map((button) => action(button, card)), spacing };
  });
}

/** Buttons that look alike though some titles are long: each as a box. */
export function buttonBoxes(buttons: readonly Button[], card: string): Element[] {
  return buttons.map((button, index) => ({
    ...buttonBox(button, card),
    spacing: index === 0 ? 'medium' : 'small',
  }));
}

/** Whether a title is too long for a button of the narrowest card. */
export function isLong({ title }: Button): boolean {
  return title.length > MAX_TITLE_LENGTH;
}

/** A button with a long title, as a box to press: its words go on in the next line in Teams too. */
function buttonBox(button: Button, card: string): Element {
  const words = paragraph(button.title, { weight: 'bolder', color: 'accent' });
  return { type: 'Container', style: 'emphasis', items: [words], selectAction: action(button, card) };
}

function rowsOf(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  let room = 0;
  for (const button of buttons) {
    const row = rows.at(-1);
    const needed = button.title.length + FRAME_LETTERS;
    if (row && row.length < MOST_IN_A_ROW && needed <= room) row.push(button);
    else {
      rows.push([button]);
      room = ROW_LETTERS;
    }
    room -= needed;
  }
  return rows;
}

/** A button as the card format writes it. */
function action(button: Button, card: string): Element {
  if ('url' in button) return { type: 'Action.OpenUrl', title: button.title, url: button.url };
  return {
    type: 'Action.Submit',
    title: button.title,
    data: { ...button.data, card },
    associatedInputs: button.sendsInputs ? 'auto' : 'none',
    ...(button.primary ? { style: 'positive' } : {}),
  };
}
