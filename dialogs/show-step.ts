import type { Button, Fold } from '../cards/elements.ts';
import { type MoreView, type StepExtras, type StepView, stepCard } from '../cards/step.ts';
import type { Texts } from '../src/content/content.ts';
import { rememberStepCard } from '../src/conversation/state.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { missingChoice } from '../src/guide/choices.ts';
import { placeOf } from '../src/guide/overview.ts';
import { keyOf, type Position, stepAt } from '../src/guide/path.ts';
import { monthName } from '../src/lib/month-name.ts';
import { pictureAlt, picturePath } from '../src/pictures/address.ts';
import { humanButton, linkButton, printButtons, questionButton } from './buttons.ts';
import { guidePosition, nextTitle, placeLabel, sayWithChoices, stepTitle } from './labels.ts';
import type { StepHandler, TypedForm } from './steps/step-handler.ts';

/** The ways to show a step. */
export interface ShowOptions {
  /** Shows only the title, links and buttons, and a button for the whole step. */
  short?: boolean;
  /** Adds a button that leads to the helpdesk. */
  offerHelpdesk?: boolean;
  /** Values that the step keeps until it is shown again, such as the list that is open. */
  values?: object;
  /** The step's form as it was just filled in; it is not stored. */
  typed?: TypedForm;
}

/** Shows the card of a step, with the texts of the guide and the extras of its kind. */
export async function showStep(
  turn: Turn,
  at: Position,
  handler: StepHandler | undefined,
  options: ShowOptions,
): Promise<void> {
  const extras = handler?.extras(turn, options.typed) ?? {};
  const card = stepCard(toStepView(turn, at, extras, options));
  rememberStepCard(turn.state, card.id, keyOf(at));
  const position = guidePosition(turn, at);
  await turn.reply(card, position && { ...position, isStep: true });
}

function toStepView(turn: Turn, at: Position, extras: StepExtras, options: ShowOptions): StepView {
  const { steps: texts } = turn.texts;
  const own = texts[at.phase]?.steps[at.step];
  const details = options.short ? undefined : own;
  const { step, steps } = placeOf(turn.content.guide, at, turn.state.progress);
  const instructions = details?.instructions.map((line) => sayWithChoices(turn, line)) ?? [];
  return {
    notices: turn.takeNotices(),
    place: [placeLabel(turn, at), own?.page].filter(Boolean).join(' · '),
    step,
    steps,
    title: stepTitle(turn, at),
    instructions,
    askAfter: own?.askAfter === 0 ? 0 : (details?.askAfter ?? Number.POSITIVE_INFINITY),
    warning: labelledWarning(turn, details?.warning),
    pictures: options.short ? [] : picturesAt(turn, at),
    links: linksAt(turn, at),
    extras,
    folds: (details?.folds ?? []).map((fold) => toFold(turn, fold)),
    buttons: buttonsAt(turn, at, options),
    more: moreAbout(turn, at, details),
  };
}

function labelledWarning(turn: Turn, text: string | undefined): StepView['warning'] {
  if (text === undefined) return undefined;
  return { label: turn.say(turn.texts.messages.step.warning), text: sayWithChoices(turn, text) };
}

type StepTexts = Texts['steps'][string]['steps'][string];

function toFold(turn: Turn, { title, lines, question }: NonNullable<StepTexts['folds']>[number]): Fold {
  return {
    title: turn.say(title),
    lines: lines.map((line) => sayWithChoices(turn, line)),
    buttons: question === undefined ? [] : [questionButton(turn, question)],
  };
}

/** Returns what only some people need of a step: what they see, a tip, the advisories and where these come from, the way to paper. */
function moreAbout(turn: Turn, at: Position, details: StepTexts | undefined): MoreView {
  const { step } = turn.texts.messages;
  const advisories = details ? turn.content.advisories.filter(({ steps }) => steps.includes(keyOf(at))) : [];
  const labelled = (label: string, text: string | undefined) =>
    text === undefined ? [] : [`**${turn.say(label)}** ${sayWithChoices(turn, text)}`];
  const sources = advisories.map(({ source, checked, certainty }) =>
    turn.say(step.sources[certainty], { source, checked: monthName(checked, turn.texts.language) }),
  );
  return {
    title: turn.say(step.more),
    lines: [
      ...labelled(step.screen, details?.screen),
      ...labelled(step.tip, details?.tip),
      ...advisories.map(({ id }) => sayWithChoices(turn, turn.texts.advisories[id] ?? '')),
    ],
    links: details ? printButtons(turn) : [],
    source: { title: turn.say(step.source), lines: [...new Set(sources)] },
  };
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

function buttonsAt(turn: Turn, at: Position, { short, offerHelpdesk }: ShowOptions): Button[] {
  const { buttons } = turn.texts.messages;
  const missing = missingChoice(turn.content.guide, turn.state.progress);
  return [
    ...(missing ? [] : [{ title: nextTitle(turn, at), data: { action: 'next' }, primary: true } as const]),
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
