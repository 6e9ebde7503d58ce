import type { CardAction } from '../../cards/action.ts';
import type { StepExtras } from '../../cards/step.ts';
import type { Centre, Country } from '../../src/content/schema/structure.ts';
import type { DialogInput, Turn } from '../../src/conversation/turn.ts';
import { choose, chosenCountry } from '../../src/guide/choices.ts';
import { OTHER } from '../../src/guide/progress.ts';
import { countryNameIn } from '../../src/lib/country-name.ts';
import { countryCodeOf } from '../../src/understanding/country-code.ts';
import { matchName, type Named } from '../../src/understanding/match-name.ts';
import { centreLabel, countryName } from '../labels.ts';
import { chooseAndMoveOn } from '../move.ts';
import { showCurrentStep } from '../show-current-step.ts';
import type { StepHandler } from './step-handler.ts';

/** Lets a person choose the country and then the centre, by a button or by typing a name, even a misspelt one. */
export const chooseCentre: StepHandler = {
  extras: (turn) => {
    const { choices } = turn.state.progress;
    const shown = listOf(turn);
    const country = chosenCountry(turn.content.centres, choices);
    if (shown.candidates) return candidates(turn, shown.candidates);
    if (choices.centre !== undefined && !shown.list) return earlierChoice(turn);
    if (!country || shown.list === 'countries') return countries(turn);
    return centres(turn, country);
  },
  names: (turn) => [...allCountries(turn), ...allCentres(turn)],
  answer: async (turn, input) => {
    if (input.kind === 'text') return answerText(turn, input);
    const { action } = input;
    return action.action === 'choose' && 'value' in action && answerButton(turn, action.what, action.value);
  },
};

async function answerButton(turn: Turn, what: string, value: string): Promise<boolean> {
  if (what === 'list' && (value === 'countries' || value === 'centres'))
    return showList(turn, { list: value });
  if (what === 'country') return chooseCountry(turn, value);
  if (what === 'centre') return chooseCentreOf(turn, value);
  return false;
}

async function answerText(
  turn: Turn,
  { text, isQuestion }: Extract<DialogInput, { kind: 'text' }>,
): Promise<boolean> {
  const named = countryCodeOf(text, languagesOf(turn));
  if (named !== undefined)
    return isListed(turn, named) ? chooseCountry(turn, named) : sayUnlisted(turn, named);
  const country = matchName(text, allCountries(turn));
  if (country.kind === 'one') return chooseCountry(turn, country.id);
  const centre = matchName(text, allCentres(turn));
  if (centre.kind === 'one') return chooseCentreOf(turn, centre.id);
  if (centre.kind === 'none' || isQuestion) return false;
  turn.warn(turn.say(turn.texts.messages.notices.didYouMean));
  return showList(turn, { candidates: centre.ids });
}

/** Says that a country has no centre on the list. */
async function sayUnlisted(turn: Turn, code: string): Promise<boolean> {
  const { unknownCountry } = turn.texts.messages.notices;
  turn.warn(turn.say(unknownCountry, { country: countryName(turn, code) }));
  return showList(turn, { list: 'countries' });
}

function isListed(turn: Turn, id: string): boolean {
  return turn.content.centres.countries.some((country) => country.id === id);
}

async function chooseCountry(turn: Turn, id: string): Promise<boolean> {
  if (id === OTHER) return keepChoice(turn, { country: OTHER, centre: OTHER });
  if (!isListed(turn, id)) return false;
  turn.state.progress = choose(turn.content.guide, turn.state.progress, { country: id });
  turn.notice(turn.say(turn.texts.messages.notices.chosen, { name: countryName(turn, id) }));
  return showList(turn, { list: 'centres' });
}

async function chooseCentreOf(turn: Turn, id: string): Promise<boolean> {
  if (id === OTHER) {
    return keepChoice(turn, { country: turn.state.progress.choices.country ?? OTHER, centre: OTHER });
  }
  const country = turn.content.centres.countries.find((row) =>
    row.centres.some((centre) => centre.id === id),
  );
  return country ? keepChoice(turn, { country: country.id, centre: id }) : false;
}

async function keepChoice(turn: Turn, choice: { country?: string; centre: string }): Promise<boolean> {
  await chooseAndMoveOn(turn, choice, () => centreLabel(turn));
  return true;
}

function earlierChoice(turn: Turn): StepExtras {
  const { buttons, choice } = turn.texts.messages;
  return {
    current: turn.say(choice.current, { name: centreLabel(turn) }),
    buttons: [
      { title: turn.say(buttons.anotherCentre), data: { action: 'choose', what: 'list', value: 'centres' } },
      {
        title: turn.say(buttons.anotherCountry),
        data: { action: 'choose', what: 'list', value: 'countries' },
      },
    ],
  };
}

function countries(turn: Turn): StepExtras {
  const { buttons, choice } = turn.texts.messages;
  const rows = turn.content.centres.countries
    .map(({ id }) => ({ title: countryName(turn, id), id }))
    .sort((a, b) => a.title.localeCompare(b.title, turn.texts.language));
  const other = { title: turn.say(buttons.countryNotListed), id: OTHER };
  return {
    question: `${turn.say(choice.whichCountry)} ${turn.say(choice.typeIt)}`,
    options: [...rows, other].map(({ title, id }) => ({ button: { title, data: choosing('country', id) } })),
  };
}

function centres(turn: Turn, country: Country): StepExtras {
  const { choice } = turn.texts.messages;
  const values = { country: countryName(turn, country.id) };
  const question = country.centres.length > 0 ? choice.whichCentre : choice.noCentreYet;
  return {
    question: turn.say(question, values),
    ...centreOptions(turn, country.centres),
  };
}

function candidates(turn: Turn, ids: readonly string[]): StepExtras {
  const { choice } = turn.texts.messages;
  const rows = turn.content.centres.countries
    .flatMap((country) => country.centres)
    .filter(({ id }) => ids.includes(id));
  return {
    question: turn.say(choice.whichCandidate),
    ...centreOptions(turn, rows),
  };
}

function centreOptions(turn: Turn, centres: readonly Centre[]): StepExtras {
  const { buttons } = turn.texts.messages;
  return {
    options: centres.map(({ id, name, city }) => ({
      button: { title: `${name}, ${city}`, data: choosing('centre', id) },
    })),
    buttons: [
      { title: turn.say(buttons.centreNotListed), data: choosing('centre', OTHER) },
      { title: turn.say(buttons.anotherCountry), data: choosing('list', 'countries') },
    ],
  };
}

function choosing(what: 'country' | 'centre' | 'list', value: string): CardAction {
  return { action: 'choose', what, value };
}

/** The list that the step shows; stored with the waterfall, since it is not a choice yet. */
interface Shown {
  list?: 'countries' | 'centres';
  candidates?: string[];
}

function listOf(turn: Turn): Shown {
  return (turn.dc.activeDialog?.state.values ?? {}) as Shown;
}

async function showList(turn: Turn, shown: Shown): Promise<boolean> {
  await showCurrentStep(turn, { values: shown });
  return true;
}

function countryNames(turn: Turn, { id, aliases }: Country): Named {
  const own = new Intl.Locale(`und-${id}`).maximize().language;
  // In lower case, "it" and "be" are words and not countries.
  const code = turn.message.text === turn.message.text.toUpperCase() ? [id] : [];
  const inWords = [...languagesOf(turn), own].map((language) => countryNameIn(language, id));
  return { id, names: [...new Set([...inWords, ...code, ...aliases])] };
}

/** Lists the languages of the pack, that of the talk first: people name a country as they would at home. */
function languagesOf({ texts, content }: Turn): string[] {
  return [...new Set([texts.language, ...content.languages.keys()])];
}

function allCountries(turn: Turn): Named[] {
  return turn.content.centres.countries.map((row) => countryNames(turn, row));
}

function allCentres(turn: Turn): Named[] {
  return turn.content.centres.countries.flatMap((country) =>
    country.centres.map(({ id, name, city, aliases }) => ({
      id,
      names: [name, ...aliases, city, `${name} ${city}`, ...countryNames(turn, country).names],
    })),
  );
}
