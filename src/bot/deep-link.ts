import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import type { GuideFile, Step } from '../content/schema/structure.ts';
import type { Turn } from '../conversation/turn.ts';
import { standInFor, visit } from '../guide/navigation.ts';
import { keyOf, positionOf, stepNamed, stepOfKind } from '../guide/path.ts';
import type { Progress } from '../guide/progress.ts';
import type { Decider } from './decider.ts';

/** Matches "two-factor/app-install", perhaps after a word such as "step": the message that a link writes. */
const NAMED = /^(?:\p{L}+\s+)?([a-z0-9-]+\/[a-z0-9-]+)$/iu;

/** Takes a link to a step: it opened the chat, or, as in Teams, it wrote a message that names the step. */
export const deepLink: Decider = async (turn) => {
  const { incoming } = turn;
  if (incoming.kind === 'joined' && incoming.step !== undefined) await followLink(turn, incoming.step);
  else if (incoming.kind !== 'text' || !(await goToNamedStep(turn))) return undefined;
  return { deactivate: 'earlier' };
};

/** Checks whether a message is a link to a step of the guide, or to one that it had in the same phase. */
export function opensStep(turn: Turn): boolean {
  const { incoming } = turn;
  const key = incoming.kind === 'joined' ? (incoming.step ?? '') : namedIn(turn.message.text);
  return turn.content.guide.phases.some(({ id }) => id === positionOf(key).phase);
}

/** Shows a step that a message names by its id, from where the person can return; false for any other message. */
async function goToNamedStep(turn: Turn): Promise<boolean> {
  if (!opensStep(turn)) return false;
  await goToStep(turn, namedIn(turn.message.text));
  return true;
}

/** Shows the step at which a link opens the chat; a person who has not been welcomed learns first that this is a bot. */
async function followLink(turn: Turn, step: string): Promise<void> {
  const { state } = turn;
  if (!state.welcomed && opensStep(turn)) turn.notice(turn.say(turn.texts.messages.notices.automated));
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
  const near = standInFor(guide, progress, positionOf(key));
  const there = placed
    ? visit(guide, withMethodFor(guide, placed.step, progress), placed.position)
    : near && visit(guide, progress, near);
  if (!placed) turn.warn(turn.say(near ? notices.stepReplaced : notices.unknownStep));
  else if (!there) turn.warn(turn.say(notices.otherMethod));
  if (there) {
    if (placed && !progress.position) turn.notice(turn.say(notices.linkedStep));
    else if (placed && there.returnTo?.visiting) turn.notice(turn.say(notices.linkedVisit));
    turn.state.progress = there;
  }
  await showCurrentStep(turn);
}

/** Adds a second factor that has this step to the progress of a person who has not chosen one; they still choose it later. */
function withMethodFor(guide: GuideFile, { methods }: Step, progress: Progress): Progress {
  const { choices, marks } = progress;
  const asked = stepOfKind(guide, 'choose-method');
  const isChosen = asked !== undefined && marks[keyOf(asked)] === 'done';
  const [method] = methods ?? [];
  if (isChosen || method === undefined || methods?.includes(choices.method ?? '')) return progress;
  return { ...progress, choices: { ...choices, method } };
}
