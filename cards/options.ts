import { type Button, buttonBoxes, buttonSets, type Element, isLong, paragraph } from './elements.ts';

/** An option to choose: its button, and a hint that helps to decide. */
export interface Option {
  button: Button;
  hint?: string;
}

/** Draws options in rows of buttons, or one below the other where they have hints; all of them look alike. */
export function optionList(options: readonly Option[], card: string): Element[] {
  const drawn = options.some(({ button }) => isLong(button)) ? buttonBoxes : buttonSets;
  if (options.every((option) => option.hint === undefined))
    return drawn(
      options.map(({ button }) => button),
      card,
    );
  return options.map(({ button, hint }) => ({
    type: 'Container',
    spacing: 'medium',
    items: [...drawn([button], card), ...(hint ? [paragraph(hint, { spacing: 'small' })] : [])],
  }));
}
