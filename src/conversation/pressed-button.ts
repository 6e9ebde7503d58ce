import { isDeepStrictEqual } from 'node:util';
import type { CardAction } from '../../cards/action.ts';

/** What people type into forms. */
const FORMS = { phone: undefined, sentence: undefined, email: undefined };

/** What a press asks for, without what was typed into a form beside its button. */
export function withoutForm(act: CardAction): object {
  const { phone: _, sentence: __, email: ___, ...rest } = { ...FORMS, ...act };
  return rest;
}

/** The button that was pressed, of those with what they do; undefined where it is not among them. */
export function pressedButton<Button extends { data: CardAction }>(
  buttons: readonly Button[],
  act: CardAction,
): Button | undefined {
  return buttons.find((button) => isDeepStrictEqual(withoutForm(button.data), withoutForm(act)));
}
