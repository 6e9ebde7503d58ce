import { textsOf } from '../../src/content/content.ts';
import { Clinician, pack, type Seen } from '../support/clinician.ts';
import { anHourLater } from '../support/clock.ts';
import { everyAnswer } from './every-answer.ts';
import { everyTicketCard } from './every-ticket-card.ts';

const { buttons } = textsOf(pack, 'en').messages;
const { guide } = textsOf(pack, 'en');

/** Returns the messages of conversations that lead to every card of the assistant. */
export async function everyCard(): Promise<Seen[]> {
  const conversations = [
    ...pack.guide.methods.map(({ id }) => wholeGuide(id)),
    aroundTheGuide(),
    everyEntry(),
    everyCountry(),
    phoneForm(),
    everythingSkipped(),
    comingBack(),
    choicesChanged(),
    everyAnswer(),
    everyTicketCard(),
    ownData(),
  ];
  return (await Promise.all(conversations)).flat();
}

/** Walks the whole guide with one method and, at each step, opens each problem with its remedy. */
async function wholeGuide(method: string): Promise<Seen[]> {
  const person = new Clinician({ conversation: method });
  await begin(person);
  while (stepOf(person)) {
    await lookAtProblems(person);
    await doStep(person, method);
  }
  return person.seen;
}

async function begin(person: Clinician): Promise<void> {
  await person.join();
  await person.press(buttons.start);
}

/** Returns the step on the newest card; undefined at the end. */
function stepOf(person: Clinician): string | undefined {
  return person.last.buttons.some(({ title }) => title === buttons.skip) ? person.last.at?.step : undefined;
}

async function lookAtProblems(person: Clinician): Promise<void> {
  await person.press(buttons.stuck);
  const problems = person.last.buttons.filter(({ data }) => data.what === 'problem');
  for (const { title } of problems) {
    await person.press(title);
    await person.press(buttons.stillStuck);
    await person.press(buttons.resume);
    await person.press(buttons.stuck);
    await person.press(title);
    await person.press(buttons.worked);
    await person.press(buttons.stuck);
  }
  await person.press(buttons.backToStep);
}

async function doStep(person: Clinician, method: string): Promise<void> {
  switch (stepOf(person)) {
    case 'choose-method':
      await person.press(guide.methods[method]?.name ?? '');
      break;
    case 'choose-centre':
      await person.press('Netherlands');
      await person.press('Radboudumc (Radboud university medical center), Nijmegen');
      break;
    case 'choose-thematic-area':
      await person.press(firstChoice(person, 'area'));
      break;
    case 'recap-and-submit':
      await person.press(
        buttons.showsOnlyNetwork.replace('{network}', textsOf(pack, 'en').network.shortName),
      );
      await person.press(buttons.backToStep);
      await person.press(buttons.showsCentre);
      await person.press(buttons.next);
      break;
    default:
      await person.press(buttons.next);
  }
}

function firstChoice(person: Clinician, what: string): string {
  return person.last.buttons.find(({ data }) => data.what === what)?.title ?? '';
}

async function aroundTheGuide(): Promise<Seen[]> {
  const person = new Clinician({ conversation: 'around' });
  await person.join();
  const words = [
    'help',
    'ask',
    'talk to the helpdesk',
    'stuck',
    'where am I',
    'hello',
    'thanks',
    'blue',
    'why?',
  ];
  for (const word of words) await person.say(word);
  await person.say('start');
  for (const word of [...words, 'back', 'cancel', 'next', 'cancel', ...words]) await person.say(word);
  await person.submit({ action: 'next', card: 'never shown' });
  await person.say('restart');
  await person.say('undo');
  await person.say('change method');
  return person.seen;
}

/** Shows what is kept about somebody, before and in the guide, and has it deleted. */
async function ownData(): Promise<Seen[]> {
  const person = new Clinician({ conversation: 'own-data' });
  await person.join();
  await person.say('my data');
  await person.press(buttons.start);
  await person.say('my data');
  await person.press(buttons.deleteData);
  await person.press(buttons.erase);
  await person.press(buttons.start);
  return person.seen;
}

async function everyEntry(): Promise<Seen[]> {
  const conversations = await Promise.all(pack.guide.entries.map(({ id }) => enteredAt(id)));
  return conversations.flatMap(({ seen }) => seen);
}

async function enteredAt(entry: string): Promise<Clinician> {
  const person = new Clinician({ conversation: entry });
  await person.join();
  await person.press(buttons.partDone);
  await person.press(guide.entries[entry] ?? '');
  return person;
}

async function everyCountry(): Promise<Seen[]> {
  const person = await enteredAt('form-step-2');
  const countries = person.last.buttons.filter(({ data }) => data.what === 'country');
  for (const { title } of countries.slice(0, -1)) {
    await person.press(title);
    await person.press(buttons.anotherCountry);
  }
  await person.say('Ireland');
  await person.say('Rome');
  await person.press(buttons.anotherCountry);
  await person.press('Hungary');
  await person.press(buttons.centreNotListed);
  await person.press(buttons.back);
  await person.press(buttons.anotherCentre);
  await person.press(buttons.anotherCountry);
  await person.press(buttons.countryNotListed);
  for (let steps = 0; steps < 3; steps++) await person.press(buttons.next);
  return person.seen;
}

async function phoneForm(): Promise<Seen[]> {
  const person = new Clinician({ conversation: 'phone' });
  await begin(person);
  for (let steps = 0; steps < 5; steps++) await person.press(buttons.next);
  await person.press(guide.methods.sms?.name ?? '');
  await person.press(buttons.next);
  for (const phone of ['', 'abc', '0612345678', '+999 1', '+31 6', '+31 20 624 1111', '+31 6 1234 5678'])
    await person.press(buttons.checkPhone, { phone });
  return person.seen;
}

async function everythingSkipped(): Promise<Seen[]> {
  const person = new Clinician({ conversation: 'skipped' });
  await begin(person);
  while (stepOf(person)) await person.press(buttons.skip);
  for (const { title } of person.last.buttons.filter(({ data }) => data.what === 'place')) {
    await person.press(title);
    await person.press(buttons.skip);
  }
  return person.seen;
}

async function comingBack(): Promise<Seen[]> {
  const person = new Clinician({ conversation: 'back' });
  await begin(person);
  await anHourLater(() => person.join());
  await person.press(buttons.resume);
  while (stepOf(person)) await person.press(buttons.skip);
  await anHourLater(() => person.join());
  await person.press(buttons.resume);
  await person.press(buttons.back);
  return person.seen;
}

async function choicesChanged(): Promise<Seen[]> {
  const person = new Clinician({ conversation: 'changed' });
  await begin(person);
  while (stepOf(person)) await doStep(person, 'app-pin');
  await person.press(buttons.change.centre);
  await person.press(buttons.anotherCentre);
  await person.press(buttons.centreNotListed);
  await person.press(buttons.change.area);
  await person.press(firstChoice(person, 'area'));
  await person.press(buttons.change.method);
  await person.press(guide.methods.sms?.name ?? '');
  await person.press(buttons.next);
  while (stepOf(person)) await person.press(buttons.next);
  return person.seen;
}
