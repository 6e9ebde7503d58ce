import type { DialogContext } from 'botbuilder-dialogs';
import type { AdvisoryView } from '../cards/advisories.ts';
import type { Button } from '../cards/elements.ts';
import { type StepExtras, type StepView, stepCard } from '../cards/step.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { missingChoice } from '../src/guide/choices.ts';
import { placeOf } from '../src/guide/overview.ts';
import { keyOf, type Position } from '../src/guide/position.ts';
import type { StepHandler } from './steps/step-handler.ts';
import { guidePosition, phaseTitle, sayGuide } from './words.ts';

/**
 * Shows the card of a step: everything the guide says of it, and what the step adds of its own. In short it is only
 * named, with its links and buttons and one that shows all of it.
 */
export async function showStep(
  turn: Turn,
  dc: DialogContext,
  at: Position,
  handler: StepHandler | undefined,
): Promise<void> {
  const extras = handler?.extras(turn, dc) ?? {};
  await turn.reply(stepCard(viewOf(turn, at, extras)), guidePosition(turn, at));
}

function viewOf(turn: Turn, at: Position, extras: StepExtras): StepView {
  const { messages } = turn.texts;
  const texts = turn.texts.steps[at.phase]?.steps[at.step];
  const told = turn.inShort ? undefined : texts;
  const { step, steps } = placeOf(turn.content.guide, at, turn.state.progress.choices.method);
  const labelled = (label: string, text: string | undefined) =>
    text === undefined ? undefined : { label: turn.say(label), text: sayGuide(turn, text) };
  return {
    notices: turn.takeNotices(),
    place: placeLine(turn, at),
    step,
    steps,
    title: sayGuide(turn, texts?.title ?? at.step),
    instructions: told?.instructions.map((line) => sayGuide(turn, line)) ?? [],
    screen: labelled(messages.step.screen, told?.screen),
    tip: labelled(messages.step.tip, told?.tip),
    warning: labelled(messages.step.warning, told?.warning),
    advisories: turn.inShort ? [] : advisoriesAt(turn, at),
    links: linksAt(turn, at),
    extras,
    buttons: buttonsAt(turn),
  };
}

/** "Part 1 of 4: EU Login · step 2 of 4". */
export function placeLine(turn: Turn, at: Position): string {
  const place = placeOf(turn.content.guide, at, turn.state.progress.choices.method);
  return turn.say(turn.texts.messages.step.place, { ...place, title: phaseTitle(turn, at.phase) });
}

/** The advisories of a step, each with its source. */
function advisoriesAt(turn: Turn, at: Position): AdvisoryView[] {
  const { step } = turn.texts.messages;
  return turn.content.advisories
    .filter((advisory) => advisory.steps.includes(keyOf(at)))
    .map((advisory) => ({
      text: sayGuide(turn, turn.texts.advisories[advisory.id] ?? ''),
      origin: turn.say(step.advisory, {
        source: advisory.source,
        checked: monthName(advisory.checked, turn.texts.language),
        certainty: step.certainty[advisory.certainty],
      }),
    }));
}

function linksAt(turn: Turn, at: Position): StepView['links'] {
  const phase = turn.content.guide.phases.find((candidate) => candidate.id === at.phase);
  const step = phase?.steps.find((candidate) => candidate.id === at.step);
  return step?.links.map((id) => linkButton(turn, id)) ?? [];
}

/** A button that opens a link of the pack. */
export function linkButton(turn: Turn, id: string): { title: string; url: string } {
  return { title: turn.say(turn.texts.guide.links[id] ?? id), url: turn.content.guide.links[id] ?? '' };
}

function buttonsAt(turn: Turn): Button[] {
  const { buttons } = turn.texts.messages;
  const missing = missingChoice(turn.state.progress);
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
    ...(turn.inShort ? [{ title: turn.say(buttons.wholeStep), data: { action: 'resume' } } as const] : []),
    ...(turn.offerHelpdesk ? [{ title: turn.say(buttons.human), data: { action: 'human' } } as const] : []),
  ];
}

function monthName(month: string, language: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}
