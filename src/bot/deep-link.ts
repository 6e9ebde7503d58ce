import type { DialogContext } from 'botbuilder-dialogs';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import type { Step } from '../content/schema/structure.ts';
import type { Turn } from '../conversation/turn.ts';
import { CHOICE_STEPS } from '../guide/choices.ts';
import { visit } from '../guide/navigation.ts';
import { stepNamed } from '../guide/path.ts';
import { keyOf, positionOf } from '../guide/position.ts';
import type { Progress } from '../guide/progress.ts';

/** "two-factor/app-install", perhaps after a word such as "step": the text that a link puts into somebody's mouth. */
const NAMED = /^(?:\p{L}+\s+)?([a-z0-9-]+\/[a-z0-9-]+)$/iu;

/** Whether a step that is in the guide is asked for: by a link, which in Teams is a message that names the step. */
export function opensStep(turn: Turn): boolean {
  const { incoming } = turn;
  const key = incoming.kind === 'joined' ? (incoming.step ?? '') : namedIn(turn.text);
  return stepNamed(turn.content.guide, key) !== undefined;
}

/** Shows a step that a message names by its id; the person's own step is come back to. False for any other message. */
export async function goToNamedStep(turn: Turn, dc: DialogContext): Promise<boolean> {
  const named = namedIn(turn.text);
  if (!turn.content.guide.phases.some(({ id }) => id === positionOf(named).phase)) return false;
  await goToStep(turn, dc, named);
  return true;
}

/** Shows the step that a link opens the chat at; whoever has not been welcomed is told first who speaks. */
export async function followLink(turn: Turn, dc: DialogContext, step: string): Promise<void> {
  const { state } = turn;
  if (!state.welcomed && stepNamed(turn.content.guide, step))
    turn.notice(turn.say(turn.texts.messages.notices.automated));
  state.welcomed = true;
  await goToStep(turn, dc, step);
}

function namedIn(text: string): string {
  return NAMED.exec(text)?.[1]?.toLowerCase() ?? '';
}

async function goToStep(turn: Turn, dc: DialogContext, key: string): Promise<void> {
  const { guide } = turn.content;
  const { notices } = turn.texts.messages;
  const { progress } = turn.state;
  const placed = stepNamed(guide, key);
  const there = placed && visit(guide, withMethodFor(placed.step, progress), placed.position);
  if (!there) turn.warn(turn.say(placed ? notices.otherMethod : notices.unknownStep));
  else {
    if (!progress.position) turn.notice(turn.say(notices.linkedStep));
    else if (there.returnTo?.visiting) turn.notice(turn.say(notices.linkedVisit));
    turn.state.progress = there;
  }
  await showCurrentStep(turn, dc);
}

/** Whoever has not chosen a second factor yet gets one that has this step; their choice is still to be made. */
function withMethodFor({ methods }: Step, progress: Progress): Progress {
  const { choices, marks } = progress;
  const isChosen = marks[keyOf(CHOICE_STEPS.method)] === 'done';
  const [method] = methods ?? [];
  if (isChosen || method === undefined || methods?.includes(choices.method ?? '')) return progress;
  return { ...progress, choices: { ...choices, method } };
}
