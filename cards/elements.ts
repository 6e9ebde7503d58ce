import type { CardAction } from './action.ts';

/** An element of an Adaptive Card (schema 1.5), as JSON. */
export type Element = { type: string } & Record<string, unknown>;

/** A button that submits an action, or opens a page. */
export type Button =
  | {
      title: string;
      data: CardAction;
      primary?: boolean;
      sendsInputs?: boolean;
      /** Other words that press it when they are typed. */
      says?: readonly string[];
    }
  | Link;

/** A page that a button or a line of a card opens. */
export interface Link {
  title: string;
  url: string;
}

/** Teams shows at most six buttons in a row. */
const MOST_IN_A_ROW = 6;
/**
 * The letters that fit into a row of buttons on a card of 320 pixels, and those that a button's frame takes. Teams does not
 * wrap a row: it cuts the titles.
 */
const ROW_LETTERS = 40;
const FRAME_LETTERS = 5;
/** The longest title that fits for certain: a little less than a row, since some letters are wide. */
const MAX_TITLE_LENGTH = 32;

/** Draws a heading, which screen readers list. In Teams anything smaller is weaker than the filled button below it. */
export function heading(text: string): Element {
  return { type: 'TextBlock', text, style: 'heading', size: 'extraLarge', weight: 'bolder', wrap: true };
}

/** Draws a paragraph; the text may have **bold** words. */
export function paragraph(text: string, look: Record<string, unknown> = {}): Element {
  return { type: 'TextBlock', text, wrap: true, ...look };
}

/** Draws small print. */
export function smallPrint(text: string): Element {
  return paragraph(text, { size: 'small', isSubtle: true });
}

/** Draws instructions in order, numbered where there is more than one. */
export function steps(lines: readonly string[]): Element {
  const [only, ...more] = lines;
  if (only !== undefined && more.length === 0) return paragraph(only);
  return paragraph(lines.map((line, index) => `${index + 1}. ${line}`).join('\n'));
}

/**
 * Draws a part of instructions, with numbers that begin with `first`. They are not a list: Web Chat starts every list at 1. The
 * no-break space keeps a client from making one.
 */
export function partOfSteps(
  lines: readonly string[],
  first: number,
  above: 'default' | 'medium' = 'default',
): Element[] {
  return lines.map((line, index) =>
    paragraph(`${index + first}.\u00A0${line}`, { spacing: index === 0 ? above : 'small' }),
  );
}

/** Draws lines as bullets. */
export function bullets(lines: readonly string[]): Element {
  return paragraph(lines.map((line) => `- ${line}`).join('\n'));
}

const BOLD = /\*\*(.+?)\*\*/u;
/** An address, including an email address. */
const ADDRESS = /:\/\/|\S@\S/u;

/**
 * Draws a paragraph that may hold an address which is only an example, or the sender of a mail. Clients make links of
 * addresses in other paragraphs.
 */
export function plainParagraph(text: string): Element {
  if (!ADDRESS.test(text)) return paragraph(text);
  // A text split by a group in parentheses has the bold words at the odd places.
  const inlines = text.split(BOLD).flatMap((part, index) => {
    const look = index % 2 === 1 ? { weight: 'bolder' } : {};
    return part === '' ? [] : [{ type: 'TextRun', text: breakable(part), ...look }];
  });
  return { type: 'RichTextBlock', inlines };
}

/** Draws links as lines of text, so that they do not look like the ways to go on. */
export function linkLines(links: readonly Link[]): Element[] {
  return links.map(({ title, url }) => paragraph(`[${title}](${url})`));
}

/** Draws another person's words exactly as they were written: nothing in them is read as markup or a link. */
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

/** A longer word is no email address that somebody would copy; a link has a button as well. */
const MAX_WORD_LENGTH = 60;
const PIECE = /.{1,20}/gu;
/** Lets a line break within a word, which clients do not do by themselves in a RichTextBlock. */
const ZERO_WIDTH_SPACE = '\u200B';

function breakable(line: string): string {
  return line.replace(/\S+/gu, (word) =>
    word.length > MAX_WORD_LENGTH ? (word.match(PIECE) ?? []).join(ZERO_WIDTH_SPACE) : word,
  );
}

/** Removes the break points from a text. */
export function unbroken(text: string): string {
  return text.replaceAll(ZERO_WIDTH_SPACE, '');
}

/** A name and its value. */
export interface Fact {
  title: string;
  value: string;
}

/** Draws facts one below the other; nothing where there are none. */
export function factList(facts: readonly Fact[]): Element[] {
  return facts.length > 0 ? [{ type: 'FactSet', facts, spacing: 'medium' }] : [];
}

/** A field to fill in: a text, or one of a list. */
export type Field = AnyField & (TextField | ListField);

interface AnyField {
  id: string;
  label: string;
  placeholder?: string;
  value?: string | undefined;
  isRequired?: boolean;
  /** Said by the client, which sends nothing while a required field is empty, or a text is not like its pattern. */
  errorMessage?: string;
  /** What the assistant found wrong with what was typed. */
  problem?: string;
}

interface TextField {
  maxLength: number;
  isMultiline?: boolean;
  style?: 'text' | 'tel' | 'email';
  /** A pattern that a text must match; an empty one need not. */
  regex?: string;
}

interface ListField {
  choices: { title: string; value: string }[];
}

/** Draws a field, and right below it what is wrong with it, under an id by which the web chat ties it to the field. */
export function field({ problem, ...look }: Field, card: string): Element[] {
  const type = 'choices' in look ? 'Input.ChoiceSet' : 'Input.Text';
  // As a text alone, the red of Teams' dark look is hard to read.
  const wrong = problem
    ? [
        {
          ...box('warning', [paragraph(`⚠ ${problem}`, { weight: 'bolder' })]),
          id: `wrong-${look.id}-${card}`,
        },
      ]
    : [];
  return [{ type, ...look, spacing: 'medium' }, ...wrong];
}

/** Draws elements in a coloured box. */
export function box(style: 'good' | 'warning' | 'accent' | 'emphasis', items: Element[]): Element {
  return { type: 'Container', style, items, spacing: 'medium' };
}

/** Something that only some people need: its title, which shows and hides it, its paragraphs and its buttons. */
export interface Fold {
  title: string;
  lines: string[];
  buttons: Button[];
}

/** Draws a button that shows and hides what follows it, which is hidden at first; `id` must be unique in the conversation. */
export function fold(title: string, id: string, items: Element[]): Element[] {
  const toggle = { type: 'Action.ToggleVisibility', title, targetElements: [id] };
  const button = isLong({ title })
    ? { type: 'Container', style: 'emphasis', items: [boxTitle(title)], selectAction: toggle }
    : { type: 'ActionSet', actions: [toggle] };
  return [
    { ...button, spacing: 'small' },
    { type: 'Container', id, isVisible: false, style: 'emphasis', items, spacing: 'small' },
  ];
}

/** Draws buttons in rows that every channel shows in full. */
export function buttonSets(buttons: readonly Button[], card: string): Element[] {
  return rowsOf(buttons).map((row, index) => {
    const spacing = index === 0 ? 'medium' : 'small';
    const [only] = row;
    return only && isLong(only)
      ? { ...buttonBox(only, card), spacing }
      : { type: 'ActionSet', actions: row.map((button) => action(button, card)), spacing };
  });
}

/** Draws each button as a box, so that those with long and short titles look alike. */
export function buttonBoxes(buttons: readonly Button[], card: string): Element[] {
  return buttons.map((button, index) => ({
    ...buttonBox(button, card),
    spacing: index === 0 ? 'medium' : 'small',
  }));
}

/** Checks whether a title is too long for a button on the narrowest card. */
export function isLong({ title }: { title: string }): boolean {
  return title.length > MAX_TITLE_LENGTH;
}

/** Draws a button as a pressable box, whose title wraps in Teams too. */
function buttonBox(button: Button, card: string): Element {
  return {
    type: 'Container',
    style: 'emphasis',
    items: [boxTitle(button.title)],
    selectAction: action(button, card),
  };
}

function boxTitle(title: string): Element {
  return paragraph(title, { weight: 'bolder', color: 'accent' });
}

function rowsOf(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  let left = 0;
  for (const button of buttons) {
    const row = rows.at(-1);
    const needed = button.title.length + FRAME_LETTERS;
    if (row && row.length < MOST_IN_A_ROW && needed <= left) row.push(button);
    else {
      rows.push([button]);
      left = ROW_LETTERS;
    }
    left -= needed;
  }
  return rows;
}

/** Draws a button as an Adaptive Card action. */
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

/** Returns what is wrong with the fields of a form. */
export function problemsIn(fields: readonly Field[] = []): string[] {
  return fields.flatMap(({ problem }) => (problem ? [problem] : []));
}
