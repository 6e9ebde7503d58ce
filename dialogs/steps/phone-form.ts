import type { DialogInput, Turn } from '../../src/conversation/turn.ts';
import { checkPhone, isAsExample } from '../../src/guide/phone.ts';
import { showCurrentStep } from '../show-current-step.ts';
import type { StepHandler } from './step-handler.ts';

/** Shows a form that writes a phone number as EU Login wants it; the number is shown once and never stored. */
export const phoneForm: StepHandler = {
  extras: (turn) => {
    const { phone, buttons } = turn.texts.messages;
    const data = { action: 'choose', what: 'phone', phone: '' } as const;
    return {
      input: { id: 'phone', label: turn.say(phone.label), placeholder: turn.say(phone.placeholder) },
      buttons: [{ title: turn.say(buttons.checkPhone), data, sendsInputs: true }],
    };
  },
  answer: async (turn, input) => {
    const typed = numberIn(input);
    if (typed === undefined) return false;
    // The step itself asked for a number, and its reply already says that the number is not stored.
    turn.takeNotices();
    await sayHowToWrite(turn, typed);
    await showCurrentStep(turn);
    return true;
  },
};

async function sayHowToWrite(turn: Turn, typed: string): Promise<void> {
  const { phone } = turn.texts.messages;
  const check = await checkPhone(typed);
  if (check.number) turn.shownOnly.push(check.number);
  if (check.kind === 'good') {
    const good = isAsExample(check.number) ? phone.good : phone.goodButLonger;
    turn.notice(turn.say(good, { number: check.number, example: turn.say(phone.placeholder) }));
  } else {
    turn.warn(turn.say(phone.problems[check.problem]));
    if (check.number) turn.warn(turn.say(phone.almost, { number: check.number }));
  }
  turn.notice(turn.say(phone.notKept));
}

/** Returns the number in the form, or a message that is nothing but a phone number. */
function numberIn(input: DialogInput): string | undefined {
  if (input.kind === 'text') return /^[\s+\d().\-/]{5,40}$/.test(input.text) ? input.text : undefined;
  const { action } = input;
  return action.action === 'choose' && action.what === 'phone' ? action.phone : undefined;
}
