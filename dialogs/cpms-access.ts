import { chooseCentre } from './choose-centre.ts';
import { enter, showWhereTheyAre } from './enter.ts';
import type { StepTalk, StepTalks } from './step-talk.ts';
import { chosenWords } from './words.ts';

/** The problem of the guide's first FAQ entry: the form shows the network but not the centre. */
const ONLY_NETWORK = 'only-network-shown';

/** The summary as the form will show it, and the look at it that prevents a denial. */
const recap: StepTalk = {
  extras: (turn) => {
    const { recap: texts, buttons } = turn.texts.messages;
    return {
      facts: [
        { title: turn.say(texts.application), value: turn.say(texts.applicationValue) },
        { title: turn.say(texts.organisation), value: chosenWords(turn).centre },
        { title: turn.say(texts.profile), value: turn.say(texts.profileValue) },
        { title: turn.say(texts.comments), value: turn.say(texts.commentsValue) },
      ],
      question: turn.say(texts.question),
      buttons: [
        { title: turn.say(buttons.showsCentre), act: { action: 'choose', what: 'recap', value: 'centre' } },
        {
          title: turn.say(buttons.showsOnlyNetwork),
          act: { action: 'choose', what: 'recap', value: 'only-network' },
        },
      ],
    };
  },
  answer: async (turn, dc) => {
    const { act } = turn;
    if (act?.action !== 'choose' || act.what !== 'recap') return false;
    if (act.value === 'only-network') {
      await enter(dc, 'stuck', { problem: ONLY_NETWORK });
    } else {
      turn.notice(turn.say(turn.texts.messages.notices.recapGood));
      await showWhereTheyAre(turn, dc);
    }
    return true;
  },
};

/** Phase "cpms-access": the request for access, filled in for the person's own centre. */
export const cpmsAccess: StepTalks = { 'choose-centre': chooseCentre, 'recap-and-submit': recap };
