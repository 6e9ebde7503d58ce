import type { Button } from '../cards/elements.ts';
import { type AdvisoryView, type StepExtras, type StepView, stepCard } from '../cards/step.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { missingChoice } from '../src/guide/choices.ts';
import { placeOf } from '../src/guide/overview.ts';
import { keyOf, type Position, stepAt } from '../src/guide/path.ts';
import { pictureAlt, picturePath } from '../src/pictures/address.ts';
import { humanButton, linkButton } from './buttons.ts';
import { guidePosition, placeLabel, sayWithChoices } from './labels.ts';
import type { StepHandler } from './steps/step-handler.ts';

/** The ways to show a step. */
export interface ShowOptions {
  /** Shows only the title, links and buttons, and a button for the whole step. */
  short?: boolean;
  /** Adds a button that leads to the helpdesk. */
  offerHelpdesk?: boolean;
  /** Values that the step keeps until it is shown again, such as the list that is open. */
  values?: object;
}

/** Shows the card of a step, with the texts of the guide and the extras of its kind. */
export async function showStep(
  turn: Turn,
  at: Position,
  handler: StepHandler | undefined,
  options: ShowOptions,
): Promise<void> {
  const extras = handler?.extras(turn) ?? {};
  await turn.reply(stepCard(toStepView(turn, at, extras, options)), guidePosition(turn, at));
}

function toStepView(turn: Turn, at: Position, extras: StepExtras, options: ShowOptions): StepView {
  const { messages } = turn.texts;
  const texts = turn.texts.steps[at.phase]?.steps[at.step];
  const details = options.short ? undefined : texts;
  const { step, steps } = placeOf(turn.content.guide, at, turn.state.progress.choices.method);
  const labelled = (label: string, text: string | undefined) =>
    text === undefined ? undefined : { label: turn.say(label), text: sayWithChoices(turn, text) };
  return {
    notices: turn.takeNotices(),
    place: placeLabel(turn, at),
    step,
    steps,
    title: sayWithChoices(turn, texts?.title ?? at.step),
    instructions: details?.instructions.map((line) => sayWithChoices(turn, line)) ?? [],
    screen: labelled(messages.step.screen, details?.screen),
    tip: labelled(messages.step.tip, details?.tip),
    warning: labelled(messages.step.warning, details?.warning),
    advisories: options.short ? [] : advisoriesAt(turn, at),
    pictures: options.short ? [] : picturesAt(turn, at),
    links: linksAt(turn, at),
    extras,
    buttons: buttonsAt(turn, options),
  };
}

/** Returns the advisories of a step, each with its source. */
function advisoriesAt(turn: Turn, at: Position): AdvisoryView[] {
  const { step } = turn.texts.messages;
  return turn.content.advisories
    .filter((advisory) => advisory.steps.includes(keyOf(at)))
    .map((advisory) => ({
      text: sayWithChoices(turn, turn.texts.advisories[advisory.id] ?? ''),
      origin: turn.say(step.advisory, {
        source: advisory.source,
        checked: monthName(advisory.checked, turn.texts.language),
        certainty: step.certainty[advisory.certainty],
      }),
    }));
}

/** Returns the drawings of a step; where our own pages are not known to be reached, the channel has to bring them itself. */
function picturesAt(turn: Turn, at: Position): StepView['pictures'] {
  const { texts, scope } = turn;
  return (stepAt(turn.content.guide, at)?.pictures ?? []).map((id) => ({
    url: `${scope.pages ?? ''}${picturePath(texts, id)}`,
    alt: pictureAlt(texts, id),
    enlarge: turn.say(texts.pictures.enlarge),
  }));
}

function linksAt(turn: Turn, at: Position): StepView['links'] {
  return stepAt(turn.content.guide, at)?.links.map((id) => linkButton(turn, id)) ?? [];
}

function buttonsAt(turn: Turn, { short, offerHelpdesk }: ShowOptions): Button[] {
  const { buttons } = turn.texts.messages;
  const missing = missingChoice(turn.content.guide, turn.state.progress);
  return [
    ...(missing ? [] : [{ title: turn.say(buttons.next), data: { action: 'next' }, primary: true } as const]),
    { title: turn.say(buttons.back), data: { action: 'back' } },
    { title: turn.say(buttons.stuck), data: { action: 'stuck' } },
    { title: turn.say(buttons.skip), data: { action: 'skip' } },
    ...(turn.state.progress.returnTo
      ? [{ title: turn.say(buttons.wayBack), data: { action: 'choose', what: 'return' } } as const]
      : []),
    ...(turn.state.progressBeforeRestart
      ? [{ title: turn.say(buttons.undoRestart), data: { action: 'choose', what: 'undo' } } as const]
      : []),
    ...(short ? [{ title: turn.say(buttons.wholeStep), data: { action: 'resume' } } as const] : []),
    ...(offerHelpdesk ? [humanButton(turn)] : []),
  ];
}

function monthName(month: string, language: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}
