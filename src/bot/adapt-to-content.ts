import { changesOf } from '../../dialogs/changes.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import type { Content } from '../content/content.ts';
import type { Turn } from '../conversation/turn.ts';
import { relocate } from '../guide/navigation.ts';
import { isSame } from '../guide/path.ts';
import { OTHER, type Progress } from '../guide/progress.ts';
import type { Decider } from './decider.ts';

/** Takes the message of a person whose step is no longer in the content pack, and shows where they are now. */
export const adaptToContent: Decider = async (turn) =>
  (await moveToContent(turn)) ? { deactivate: 'earlier' } : undefined;

/**
 * Adapts a conversation to a content pack that has changed since its last message. True where the person was moved to
 * another step and shown it, so that their message is not acted on.
 */
export async function moveToContent(turn: Turn): Promise<boolean> {
  const { progress } = turn.state;
  const valid = dropLostChoices(turn.content, progress);
  const placed = relocate(turn.content.guide, valid);
  turn.state.progress = placed;
  if (valid !== progress) warnOfLostChoice(turn);
  if (placed === valid) return false;
  const isMoved = !isSame(placed.position, valid.position);
  // A person who is at the end stays there, and does not have to know that its last step was another one.
  if (isMoved && placed.finished) return false;
  turn.warn(turn.say(turn.texts.messages.notices.stepGone));
  if (!isMoved) return false;
  await showCurrentStep(turn);
  return true;
}

/** Says that a choice is no longer offered, where the guide still has something to choose. */
function warnOfLostChoice(turn: Turn): void {
  const changes = changesOf(turn);
  if (changes !== '') turn.warn(turn.say(turn.texts.messages.notices.choiceGone, { changes }));
}

/** Fits an earlier progress to the steps and choices of the current content pack. */
export function fitToContent(content: Content, progress: Progress): Progress {
  return relocate(content.guide, dropLostChoices(content, progress));
}

/** Removes choices that are no longer offered; returns the same object where there are none. */
function dropLostChoices(content: Content, progress: Progress): Progress {
  const { method, country, centre, area, ...rest } = progress.choices;
  const countryRow = content.centres.countries.find((row) => row.id === country);
  const kept = {
    ...rest,
    ...(method && content.guide.methods.some(({ id }) => id === method) ? { method } : {}),
    ...(country && (country === OTHER || countryRow) ? { country } : {}),
    ...(centre &&
    ((centre === OTHER && (country === OTHER || countryRow)) ||
      countryRow?.centres.some(({ id }) => id === centre))
      ? { centre }
      : {}),
    ...(area && content.network.areas.some(({ id }) => id === area) ? { area } : {}),
  };
  const lost = Object.keys(kept).length < Object.keys(progress.choices).length;
  return lost ? { ...progress, choices: kept } : progress;
}
