import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import type { GuideFile, Step } from '../content/schema/structure.ts';
import type { Turn } from '../conversation/turn.ts';
import { visit } from '../guide/navigation.ts';
import { stepNamed, stepOfKind } from '../guide/path.ts';
import { keyOf, positionOf } from '../guide/position.ts';
import type { Progress } from '../guide/progress.ts';
import type { Decider } from './decider.ts';

/** "two-factor/app-install", perhaps after a word such as "step": the text that a link puts into somebody's mouth. */
const NAMED = /^(?:\p{L}+\s+)?([a-z0-9-]+\/[a-z0-9-]+)$/iu;

/** Takes a link to a step: the chat was opened by it, or a message names the step, which is what a link does in Teams. */
export const deepLink: Decider = async (turn) => {
  const { incoming } = turn;
  if (incoming.kind === 'joined' && incoming.step !== undefined) await followLink(turn, incoming.step);
  else if (incoming.kind !== 'text' || !(await goToNamedStep(turn))) return undefined;
  return { deactivate: 'earlier' };
};

/** Checks whether a message asks by a link for a step that is in the guide. */
export function opensStep(turn: Turn): boolean {
  const { incoming } = turn;
  const key = incoming.kind === 'joined' ? (incoming.step ?? '') : namedIn(turn.message.text);
  return stepNamed(turn.content.guide, key) !== undefined;
}

/** Shows a step that a message names by its id; the person comes back to their own. False for any other message. */
async function goToNamedStep(turn: Turn): Promise<boolean> {
  const named = namedIn(turn.message.text);
  if (!turn.content.guide.phases.some(({ id }) => id === positionOf(named).phase)) return false;
  await goToStep(turn, named);
  return true;
}

/** Shows the step that a link opens the chat at; somebody who has not been welcomed is told first who speaks. */
async function followLink(turn: Turn, step: string): Promise<void> {
  const { state } = turn;
  if (!state.welcomed && stepNamed(turn.content.guide, step))
    turn.notice(turn.say(turn.texts.messages.notices.automated));
  state.welcomed = true;
  await goToStep(turn, step);
}

function namedIn(text: string): string {
  return NAMED.exec(text)?.[1]?.toLowerCase() ?? '';
}

async function goToStep(turn: Turn, key: string): Promise<void> {
  const { guide } = turn.content;
  const { notices } = turn.texts.messages;
  const { progress } = turn.state;
  const placed = stepNamed(guide, key);
  const there = placed && visit(guide, withMethodFor(guide, placed.step, progress), placed.position);
  if (!there) turn.warn(turn.say(placed ? notices.otherMethod : notices.unknownStep));
  else {
    if (!progress.position) turn.notice(turn.say(notices.linkedStep));
    else if (there.returnTo?.visiting) turn.notice(turn.say(notices.linkedVisit));
    turn.state.progress = there;
  }
  await showCurrentStep(turn);
}

/** Gives somebody who has not chosen a second factor yet one that has this step; their choice is still to be made. */
function withMethodFor(guide: GuideFile, { methods }: Step, progress: Progress): Progress {
  const { choices, marks } = progress;
  const asked = stepOfKind(guide, 'choose-method');
  const isChosen = asked !== undefined && marks[keyOf(asked)] === 'done';
  const [method] = methods ?? [];
  if (isChosen || method === undefined || methods?.includes(choices.method ?? '')) return progress;
  return { ...progress, choices: { ...choices, method } };
}
