import type { DialogInput, Turn } from '../../src/conversation/turn.ts';
import { normalizeText } from '../../src/understanding/match-name.ts';
import { nextTitle, sayWithChoices } from '../labels.ts';
import { begin, showCurrentStep } from '../show-current-step.ts';
import { STUCK } from '../stuck.ts';
import type { StepHandler } from './step-handler.ts';

/**
 * Lists what the last page of the access request should say, and asks whether it shows the centre. A request that shows
 * only the network is denied, so that answer leads to the remedy.
 */
export const recap: StepHandler = {
  extras: (turn) => {
    const { recap: texts, buttons } = turn.texts.messages;
    return {
      facts: [
        { title: turn.say(texts.application), value: turn.say(texts.applicationValue) },
        { title: turn.say(texts.organisation), value: sayWithChoices(turn, '{centre}') },
        { title: turn.say(texts.profile), value: turn.say(texts.profileValue) },
        { title: turn.say(texts.comments), value: turn.say(texts.commentsValue) },
      ],
      question: turn.say(texts.question),
      buttons: [
        { title: turn.say(buttons.showsCentre), data: { action: 'choose', what: 'recap', value: 'centre' } },
        {
          title: turn.say(buttons.showsOnlyNetwork),
          data: { action: 'choose', what: 'recap', value: 'only-network' },
        },
      ],
    };
  },
  answer: async (turn, input) => {
    const shown = shownOrganisation(turn, input);
    if (shown === 'only-network') {
      await begin(turn, STUCK, { problem: turn.content.guide.roles.onlyNetworkShown });
    } else if (shown === 'centre') {
      const next = nextTitle(turn, turn.state.progress.position);
      turn.notice(turn.say(turn.texts.messages.notices.recapGood, { next }));
      await showCurrentStep(turn);
    }
    return shown !== undefined;
  },
};

/** Returns the answer to "does it show your centre, or only the network?", given by a button or in words. */
function shownOrganisation(turn: Turn, input: DialogInput): string | undefined {
  if (input.kind === 'action') {
    const { action } = input;
    return action.action === 'choose' && action.what === 'recap' ? action.value : undefined;
  }
  const { says } = turn.texts.messages.recap;
  const typed = normalizeText(input.text);
  const isOneOf = (phrases: readonly string[]) =>
    phrases.some((phrase) => normalizeText(turn.say(phrase)) === typed);
  if (isOneOf(says.centre)) return 'centre';
  return isOneOf(says.onlyNetwork) ? 'only-network' : undefined;
}
