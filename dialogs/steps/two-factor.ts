import type { Turn } from '../../src/conversation/turn.ts';
import { checkPhone } from '../../src/guide/phone.ts';
import { showCurrentStep } from '../show-current-step.ts';
import { choiceStep } from './choice-step.ts';
import type { StepHandler, StepHandlers } from './step-handler.ts';

const chooseMethod = choiceStep('method', (turn) =>
  turn.content.guide.methods.flatMap(({ id }) => {
    const method = turn.texts.guide.methods[id];
    return method
      ? [{ id, name: turn.say(method.name), hint: turn.say(method.need), says: method.says }]
      : [];
  }),
);

/** The form that writes a phone number as EU Login wants it; the number is shown once and kept nowhere. */
const phoneForm: StepHandler = {
  extras: (turn) => {
    const { phone, buttons } = turn.texts.messages;
    const data = { action: 'choose', what: 'phone', phone: '' } as const;
    return {
      input: { id: 'phone', label: turn.say(phone.label), placeholder: turn.say(phone.placeholder) },
      buttons: [{ title: turn.say(buttons.checkPhone), data, sendsInputs: true }],
    };
  },
  answer: async (turn, dc) => {
    const { act } = turn;
    const typed = act?.action === 'choose' && act.what === 'phone' ? act.phone : phoneIn(turn.text);
    if (typed === undefined) return false;
    // Here a number was asked for, and that it is not kept is said anyway.
    turn.takeNotices();
    await sayHowToWrite(turn, typed);
    await showCurrentStep(turn, dc);
    return true;
  },
};

async function sayHowToWrite(turn: Turn, typed: string): Promise<void> {
  const { phone } = turn.texts.messages;
  const check = await checkPhone(typed);
  if (check.number) turn.shownOnly.push(check.number);
  if (check.kind === 'good') {
    turn.notice(turn.say(phone.good, { number: check.number }));
  } else {
    turn.warn(turn.say(phone.problems[check.problem]));
    if (check.number) turn.warn(turn.say(phone.almost, { number: check.number }));
  }
  turn.notice(turn.say(phone.notKept));
}

/** A typed message that is a phone number and nothing else. */
function phoneIn(text: string): string | undefined {
  return /^[\s+\d().\-/]{5,40}$/.test(text) ? text : undefined;
}

/** Phase "two-factor": the second factor, with a branch of steps for each method. */
export const twoFactor: StepHandlers = { 'choose-method': chooseMethod, 'sms-add-number': phoneForm };
