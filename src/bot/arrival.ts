import { noFilesNotice } from '../../dialogs/hand-over/files.ts';
import { draftOn, showDraft } from '../../dialogs/hand-over/hand-over.ts';
import { showAgain } from '../../dialogs/questions/answer.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { showWelcome, showWelcomeBack } from '../../dialogs/welcome.ts';
import type { Turn } from '../conversation/turn.ts';
import type { Decider } from './decider.ts';

/**
 * Takes a message without words: a person opens the chat, mentions the assistant in a group, or sends only a file. Words that
 * are too long count as none.
 */
export const arrival: Decider = async (turn) => {
  const { incoming } = turn;
  const { kind } = incoming;
  if (kind === 'file') turn.warn(noFilesNotice(turn));
  if (kind === 'joined') await greet(turn, incoming.isAdded);
  else if (kind === 'called' || kind === 'file') await showCurrentStep(turn);
  else if (kind === 'tooLong') await showInterrupted(turn);
  else return undefined;
  return { deactivate: 'none' };
};

/** Shows again what the person was at, with the draft of a hand-over that they may have been about to write to. */
function showInterrupted(turn: Turn): Promise<void> {
  const draft = draftOn(turn);
  return draft ? showDraft(turn, draft) : showAgain(turn);
}

async function greet(turn: Turn, isAdded: boolean): Promise<void> {
  const { state } = turn;
  const isNew = !state.welcomed;
  state.welcomed = true;
  // A person who has had their data deleted may already have started again with a message.
  if (!state.progress.position) return isNew ? showWelcome(turn) : undefined;
  // A greeting would push the helpdesk's new messages out of sight.
  const isGreeted = state.toldLast || state.lastCard?.kind === 'welcome-back';
  if (turn.hasNotices || (!isGreeted && (isAdded || wasAway(turn)))) return showWelcomeBack(turn);
}

/** Checks whether the person comes back after an absence, and has not just opened a second window or loaded the page again. */
function wasAway({ state, welcomeBackMs }: Turn): boolean {
  return Date.now() - (state.lastSeen ?? 0) >= welcomeBackMs;
}
