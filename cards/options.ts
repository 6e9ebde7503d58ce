import { type Button, buttonBoxes, buttonSets, type Element, isLong, paragraph } from './elements.ts';

/** Something to choose: its button, and what helps to decide. */
export interface Option {
  button: Button;
  hint?: string;
}

/** Options one below the other where they need explaining, else as plain rows of buttons; all of them look alike. */
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
