import { sayError } from '../../dialogs/info-cards.ts';
import { textsOf } from '../../src/content/content.ts';
import { TestChannel } from '../conversation/test-channel.ts';
import { Clinician, pack, type Seen, see } from '../support/clinician.ts';

const { questions, outOfScope, messages } = textsOf(pack, 'en');
const { buttons, answer, suggestions } = messages;

/** Returns every answer of the assistant, rated both ways, and its refusals, questions back and apology. */
export async function everyAnswer(): Promise<Seen[]> {
  const conversations = [false, true].flatMap((atStep) => [answers(atStep), askedBack(atStep)]);
  return (await Promise.all([...conversations, declined(), apology()])).flat();
}

async function answers(atStep: boolean): Promise<Seen[]> {
  const person = await visitor(`answers-${atStep}`, atStep);
  for (const [id, { command }] of Object.entries(questions)) {
    if (command) continue;
    for (const rating of [answer.helpful, answer.unhelpful]) {
      const shown = person.seen.length;
      await choose(person, id);
      await person.submit(person.seen[shown]?.buttons.find(({ title }) => title === rating)?.data);
    }
  }
  return person.seen;
}

async function visitor(conversation: string, atStep: boolean): Promise<Clinician> {
  const person = new Clinician({ conversation });
  await person.join();
  if (atStep) await person.press(buttons.start);
  return person;
}

/** Asks a question as a button of the newest card would. */
function choose(person: Clinician, question: string): Promise<Seen> {
  const card = person.last.buttons[0]?.data.card;
  return person.submit({ action: 'choose', what: 'question', value: question, card });
}

async function askedBack(atStep: boolean): Promise<Seen[]> {
  const person = await visitor(`asked-back-${atStep}`, atStep);
  for (const words of ['nothing works', 'please do not start over', 'my password is Sommer2024!']) {
    await person.say(words);
    if (person.last.buttons.some(({ title }) => title === suggestions.none))
      await person.press(suggestions.none);
  }
  return person.seen;
}

async function declined(): Promise<Seen[]> {
  const person = await visitor('declined', true);
  for (const { examples } of Object.values(outOfScope)) await person.say(examples[0] ?? '');
  return person.seen;
}

async function apology(): Promise<Seen[]> {
  const channel = new TestChannel({
    bot: (): Promise<void> => Promise.reject(new Error('broken')),
    apologise: sayError,
  });
  await channel.receive({ text: 'hello' });
  return channel.sent.map(see);
}
