import { type Button, buttonSets, type Element, paragraph } from './elements.ts';

/** Something to choose: its button, and what helps to decide. */
export interface Option {
  button: Button;
  hint?: string;
}

/** Options one below the other where they need explaining, else as plain rows of buttons. */
export function optionList(options: readonly Option[], card: string): Element[] {
  if (options.every((option) => option.hint === undefined))
    return buttonSets(
      options.map(({ button }) => button),
      card,
    );
  return options.map(({ button, hint }) => ({
    type: 'Container',
    spacing: 'medium',
    items: [...buttonSets([button], card), ...(hint ? [paragraph(hint, { spacing: 'small' })] : [])],
  }));
}
