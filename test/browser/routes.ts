import type { Locator } from 'playwright-core';
import { textsOf } from '../../src/content/content.ts';
import { type PlacedStep, pathOf } from '../../src/guide/path.ts';
import { pack } from '../support/clinician.ts';
import type { Size } from './browser.ts';

const { guide, messages, steps: texts } = textsOf(pack, 'en');
const { buttons } = messages;

/** The button that goes on. */
const NEXT = buttons.next;
/** The button that chooses a second factor. */
export const nameOf = (method: string) => guide.methods[method]?.name ?? method;
export const AREA = 'WS2 – Functional urogenital conditions requiring highly specialised surgery';
export const CENTRE = 'Radboudumc (Radboud university medical center), Nijmegen';

/** The buttons of a whole walk by a method, in order. */
export function walk(method: string): string[] {
  return [buttons.start, ...pathOf(pack.guide, method).flatMap((placed) => buttonsAt(placed, method))];
}

/** The buttons that do a step. */
export function buttonsAt({ position, step }: PlacedStep, method: string): string[] {
  const next = texts[position.phase]?.steps[position.step]?.next ?? NEXT;
  switch (step.kind) {
    case 'choose-method':
      return [nameOf(method)];
    case 'choose-centre':
      return ['Netherlands', CENTRE];
    case 'choose-area':
      return [AREA];
    case 'recap':
      return [buttons.showsCentre, next];
    default:
      return [next];
  }
}

/** A walk by the app, of somebody who chose another method first. */
function changedHalfWay(first: string, then: string): string[] {
  const way = walk(then);
  const choice = way.indexOf(nameOf(then));
  return [...way.slice(0, choice), nameOf(first), NEXT, buttons.back, buttons.back, ...way.slice(choice)];
}

/** Ways through the whole guide that take every branch. */
export const ROUTES: { name: string; size: Size; buttons: string[] }[] = [
  { name: 'app-pin', size: 'desktop', buttons: walk('app-pin') },
  { name: 'app-qr', size: 'phone', buttons: walk('app-qr') },
  { name: 'sms', size: 'desktop', buttons: walk('sms') },
  { name: 'method-changed-half-way', size: 'phone', buttons: changedHalfWay('sms', 'app-pin') },
];

/** The button of that name on a card; the folds are opened until it shows, since Teams' client draws nothing that is folded away. */
export async function buttonOn(card: Locator, name: string): Promise<Locator> {
  const button = card.getByRole('button', { name, exact: true });
  const folds = card.locator('[aria-controls^="fold-"]');
  await button.or(folds).first().waitFor();
  for (const fold of await folds.all()) {
    if (await button.isVisible()) break;
    await fold.click();
  }
  return button;
}
