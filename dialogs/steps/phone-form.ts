import type { Field } from '../../cards/elements.ts';
import type { DialogInput, Turn } from '../../src/conversation/turn.ts';
import { chosenCountry } from '../../src/guide/choices.ts';
import { checkPhone, isAsExample, type WrongPhone } from '../../src/guide/phone.ts';
import { countryName } from '../labels.ts';
import { showCurrentStep } from '../show-current-step.ts';
import type { StepHandler, TypedForm } from './step-handler.ts';

/** In characters. Fewer are no number, and would be taken out of every other word when the card is stored without them. */
const SHORTEST_KEPT = 5;
/** A message that is nothing but a phone number. */
const ONLY_A_NUMBER = /^[\s+\p{Nd}().\-–/\p{Cf}]{5,40}$/u;

/** Stands in the list of countries until one is chosen. */
const UNCHOSEN = 'none';
/** Words beside a number: with more, a question that is known is a question, though it names the number. */
const MOST_WORDS = 6;

/** Shows a form that writes a phone number as EU Login wants it; the number is shown once and never stored. */
export const phoneForm: StepHandler = {
  extras: (turn, typed) => {
    const { buttons } = turn.texts.messages;
    const data = { action: 'choose', what: 'phone', phone: '' } as const;
    return {
      fields: [numberField(turn, typed), countryField(turn, typed)],
      buttons: [{ title: turn.say(buttons.checkPhone), data, sendsInputs: true }],
    };
  },
  answer: async (turn, input) => {
    const typed = numberIn(turn, input);
    if (typed === undefined) return false;
    // The step itself asked for a number, and its reply already says that the number is not stored.
    turn.takeNotices();
    await showCurrentStep(turn, { typed: await checked(turn, typed.phone, typed.phoneCountry) });
    return true;
  },
};

function numberField(turn: Turn, typed: TypedForm | undefined): Field {
  const { phone } = turn.texts.messages;
  return {
    id: 'phone',
    label: turn.say(phone.label),
    placeholder: turn.say(phone.placeholder),
    value: typed?.values.phone ?? '',
    maxLength: 40,
    style: 'tel',
    isRequired: true,
    errorMessage: turn.say(phone.problems.empty),
    ...(typed?.problem && { problem: typed.problem }),
  };
}

function countryField(turn: Turn, typed: TypedForm | undefined): Field {
  const { content, texts, state } = turn;
  const { phone } = texts.messages;
  const countries = content.centres.countries.map(({ id }) => ({ title: countryName(turn, id), value: id }));
  const chosen = typed?.values.phoneCountry ?? chosenCountry(content.centres, state.progress.choices)?.id;
  return {
    id: 'phoneCountry',
    label: turn.say(phone.country),
    choices: [
      { title: turn.say(phone.chooseCountry), value: UNCHOSEN },
      ...countries.sort((a, b) => a.title.localeCompare(b.title, texts.language)),
    ],
    value: countries.find(({ value }) => value === chosen)?.value ?? UNCHOSEN,
  };
}

/** Checks a number, says how to write it, and returns the form filled with what was typed. */
async function checked(turn: Turn, typed: string, country: string | undefined): Promise<TypedForm> {
  const { phone } = turn.texts.messages;
  const home = country ?? chosenCountry(turn.content.centres, turn.state.progress.choices)?.id;
  const check = await checkPhone(typed, home);
  const isKept = typed.trim().length >= SHORTEST_KEPT;
  if (isKept) turn.shownOnly.push(typed.trim());
  if (check.number) turn.shownOnly.push(check.number);
  const phoneCountry = check.country ?? country;
  const values = { phone: isKept ? typed.trim() : '', ...(phoneCountry && { phoneCountry }) };
  if (check.kind === 'wrong') return { values, problem: problemWith(turn, check) };
  const good = isAsExample(check.number) ? phone.good : phone.goodButLonger;
  turn.noticeToCopy(turn.say(good, { number: check.number, example: turn.say(phone.placeholder) }));
  turn.notice(turn.say(phone.notKept));
  return { values };
}

/** Returns what is wrong with this number, as one paragraph. */
function problemWith(turn: Turn, { problem, number, ...found }: WrongPhone): string {
  const { phone } = turn.texts.messages;
  const { code = '', digits = 0, expected = '' } = found;
  const country = found.country === undefined ? code : countryName(turn, found.country);
  return [
    turn.say(phone.problems[problem], { code, digits, expected, country }),
    ...(number ? [turn.say(phone.almost, { number })] : []),
  ].join(' ');
}

/** Returns the number in the form, or in a message: alone, or among other words. */
function numberIn(
  turn: Turn,
  input: DialogInput,
): { phone: string; phoneCountry?: string | undefined } | undefined {
  if (input.kind === 'action') {
    const { action } = input;
    return action.action === 'choose' && action.what === 'phone' ? action : undefined;
  }
  const { text } = input;
  if (ONLY_A_NUMBER.test(text.normalize('NFKC'))) return { phone: text };
  const found = turn.message.findings.find(({ kind }) => kind === 'phone');
  const isQuestion = input.isQuestion && turn.message.toUnderstand.split(/\s+/).length > MOST_WORDS;
  return found && !isQuestion ? { phone: text.slice(found.start, found.end) } : undefined;
}
