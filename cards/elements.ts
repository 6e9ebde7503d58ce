import type { Act } from '../src/turn/submit.ts';

/** An element of an Adaptive Card (schema 1.5), as JSON. */
export type Element = { type: string } & Record<string, unknown>;

/** A button: it says something to the assistant, or opens a page. */
export type Button =
  | { title: string; act: Act; primary?: boolean; sendsInputs?: boolean }
  | { title: string; url: string };

/** Teams shows no more than six buttons in a row of its own. */
const MOST_IN_A_SET = 6;

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

/** A box that stands out, with what it is in bold before its text. */
export function box(style: 'good' | 'warning' | 'accent' | 'emphasis', items: Element[]): Element {
  return { type: 'Container', style, items, spacing: 'medium' };
}

/** A bar that is filled in proportion; the same is said in words beside it. */
export function progressBar(done: number, total: number): Element {
  const part = (width: number, style: string): Element => ({
    type: 'Column',
    width,
    style,
    items: [{ type: 'TextBlock', text: ' ', size: 'small', height: 'stretch' }],
    minHeight: '6px',
  });
  const columns = [part(done, 'accent'), part(total - done, 'emphasis')].filter(
    (column) => Number(column.width) > 0,
  );
  return { type: 'ColumnSet', columns, spacing: 'small' };
}

/** Buttons inside the card, in sets that every channel shows in full. */
export function buttonSets(buttons: readonly Button[], card: string): Element[] {
  const sets: Element[] = [];
  for (let from = 0; from < buttons.length; from += MOST_IN_A_SET) {
    const actions = buttons.slice(from, from + MOST_IN_A_SET).map((button) => action(button, card));
    sets.push({ type: 'ActionSet', actions, spacing: from === 0 ? 'medium' : 'small' });
  }
  return sets;
}

/** A button as the card format writes it. */
export function action(button: Button, card: string): Element {
  if ('url' in button) return { type: 'Action.OpenUrl', title: button.title, url: button.url };
  return {
    type: 'Action.Submit',
    title: button.title,
    data: { ...button.act, card },
    associatedInputs: button.sendsInputs ? 'auto' : 'none',
    ...(button.primary ? { style: 'positive' } : {}),
  };
}
