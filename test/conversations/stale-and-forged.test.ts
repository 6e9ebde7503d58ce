import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryStore } from '../../src/store/memory.ts';
import { Clinician, type Seen } from '../support/clinician.ts';
import { anHourLater } from '../support/clock.ts';
import {
  buttons,
  doStep,
  earlierCard,
  expectAt,
  expectSaid,
  expectStep,
  notices,
  personAt,
  placeOf,
  progressOf,
} from './routes.ts';

type Data = Record<string, unknown>;

function dataOf(card: Seen, title: string): Data {
  const button = card.buttons.find((candidate) => candidate.title === title);
  if (!button) throw new Error(`no button "${title}"`);
  return button.data;
}

/** Nothing has changed, and the newest message says where the person is. */
async function expectNothingDone(person: Clinician, before: Clinician): Promise<void> {
  expect(await progressOf(person)).toEqual(await progressOf(before));
  const place = await placeOf(person);
  if (place !== 'nowhere') await expectAt(person, place);
  expect(person.last.buttons.length).toBeGreaterThan(0);
}

describe('A double click', () => {
  test('acts once, and the second click is silent', async () => {
    const person = await personAt('eu-login/confirm-mail');
    const next = dataOf(person.last, buttons.next);
    await person.submit(next);
    const shown = person.seen.length;
    await person.submit(next);
    expect(person.seen).toHaveLength(shown);
    await expectStep(person, 'eu-login/create-password');
  });

  test('acts once even where the clicks arrive at the same time', async () => {
    const person = await personAt('eu-login/confirm-mail');
    const next = dataOf(person.last, buttons.next);
    const shown = person.seen.length;
    await Promise.all([person.submit(next), person.submit(next), person.submit(next)]);
    expect(await placeOf(person)).toBe('eu-login/create-password');
    expect(person.seen).toHaveLength(shown + 1);
  });

  test.each([buttons.stuck, buttons.back])('on "%s" acts once', async (title) => {
    const person = await personAt('eu-login/sign-in');
    const data = dataOf(person.last, title);
    await person.submit(data);
    const { seen, last } = person;
    const shown = seen.length;
    await person.submit(data);
    expect(person.seen).toHaveLength(shown);
    expect(person.last).toBe(last);
  });

  test('is a press of its own where minutes lie between the clicks', async () => {
    const person = await personAt('eu-login/confirm-mail');
    const next = dataOf(person.last, buttons.next);
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    await person.submit(next);
    vi.setSystemTime(Date.now() + 60_000);
    await person.submit(next);
    expectSaid(person, earlierCard.line);
    expect(await placeOf(person)).toBe('eu-login/create-password');
  });
});

describe('A card that shows the step where the person is', () => {
  const away: [string, (person: Clinician) => Promise<unknown>][] = [
    ['the problems', (person) => person.press(buttons.stuck)],
    [
      'a remedy',
      async (person) => {
        await person.press(buttons.stuck);
        await person.press(person.last.buttons[0]?.title ?? '');
      },
    ],
    ['an answer', (person) => person.say('which browser should I use?')],
    ['a form for the helpdesk', (person) => person.say('helpdesk')],
    ['the card after "cancel"', (person) => person.say('cancel')],
    ['the welcome of somebody who comes back', (person) => anHourLater(() => person.join())],
    ['the step once more', (person) => person.say('where am I')],
  ];

  test.each(away)('still goes on after %s', async (_, wander) => {
    const person = await personAt('eu-login/confirm-mail');
    const next = dataOf(person.last, buttons.next);
    await wander(person);
    await person.submit(next);
    await expectStep(person, 'eu-login/create-password');
    expect((await progressOf(person)).marks['eu-login/confirm-mail']).toBe('done');
  });

  test.each(away)('still takes a choice after %s', async (_, wander) => {
    const person = await personAt('two-factor/choose-method');
    const choice = dataOf(person.last, 'Mobile app QR code');
    await wander(person);
    await person.submit(choice);
    await expectStep(person, 'two-factor/app-install');
    expect((await progressOf(person)).choices).toEqual({ method: 'app-qr' });
  });

  test('takes another country while no centre is chosen', async () => {
    const person = await personAt('cpms-access/choose-centre');
    const italy = dataOf(person.last, 'Italy');
    await person.press('Austria');
    await person.submit(italy);
    expect((await progressOf(person)).choices).toMatchObject({ country: 'IT' });
  });
});

describe('A person who presses two buttons of one card at once', () => {
  test.each([
    [buttons.next, buttons.skip, 'done'],
    [buttons.skip, buttons.next, 'skipped'],
  ])('"%s" and "%s": the first wins, the other changes nothing', async (first, second, mark) => {
    const person = await personAt('eu-login/confirm-mail');
    const card = person.last;
    await Promise.all([person.submit(dataOf(card, first)), person.submit(dataOf(card, second))]);
    const { marks } = await progressOf(person);
    expect(marks).toEqual({ 'eu-login/register': 'done', 'eu-login/confirm-mail': mark });
    expectSaid(person, earlierCard.line);
    await expectAt(person, 'eu-login/create-password');
  });

  test('gets the first of two methods', async () => {
    const person = await personAt('two-factor/choose-method');
    const card = person.last;
    await Promise.all([
      person.submit(dataOf(card, 'Mobile + SMS')),
      person.submit(dataOf(card, 'Mobile app PIN code')),
    ]);
    expect((await progressOf(person)).choices).toEqual({ method: 'sms' });
    expectSaid(person, earlierCard.line);
    await expectAt(person, 'two-factor/sms-open-numbers');
  });
});

describe('A click on an answered card changes nothing and says where the person is:', () => {
  const stuckAt = async (step: string): Promise<Clinician> => {
    const person = await personAt(step);
    await person.press(buttons.stuck);
    return person;
  };
  const begun = (): Promise<Clinician> => personAt('eu-login/register');
  const finished = async (): Promise<Clinician> => {
    const person = await personAt('first-login/change-preferences-later');
    await person.press(buttons.next);
    return person;
  };

  test.each<[string, () => Promise<Clinician>, string]>([
    ['the card of a step', () => personAt('eu-login/sign-in'), buttons.next],
    ['the methods', () => personAt('two-factor/choose-method'), 'Mobile app QR code'],
    [
      'the centres',
      async () => {
        const person = await personAt('cpms-access/choose-centre');
        await person.press('Italy');
        return person;
      },
      'Ospedale Papa Giovanni XXIII, Bergamo',
    ],
    [
      'the candidates',
      async () => {
        const person = await personAt('cpms-access/choose-centre');
        await person.say('rome');
        return person;
      },
      'Ospedale Pediatrico Bambino Gesù, Rome',
    ],
    [
      'the thematic areas',
      () => personAt('first-login/choose-thematic-area'),
      'WS3 – Rare urogenital tumours',
    ],
    ['the problems', () => stuckAt('eu-login/confirm-mail'), buttons.otherProblem],
    [
      'a remedy',
      async () => {
        const person = await stuckAt('cpms-access/recap-and-submit');
        await person.press('At Step 4, the summary shows only eUROGEN, not my centre');
        return person;
      },
      'Go to: Find your centre',
    ],
    [
      'a contact',
      async () => {
        const person = await begun();
        await person.say('helpdesk');
        return person;
      },
      buttons.resume,
    ],
    [
      'the invitation to ask',
      async () => {
        const person = await begun();
        await person.say('question');
        return person;
      },
      buttons.human,
    ],
    [
      'the help',
      async () => {
        const person = await begun();
        await person.say('help');
        return person;
      },
      buttons.pause,
    ],
    [
      'the card after "cancel"',
      async () => {
        const person = await begun();
        await person.say('cancel');
        return person;
      },
      buttons.resume,
    ],
    [
      'the welcome',
      async () => {
        const person = new Clinician();
        await person.join();
        return person;
      },
      buttons.start,
    ],
    [
      'the welcome of somebody who comes back',
      async () => {
        const person = await personAt('cpms-access/select-profile');
        await anHourLater(() => person.join());
        return person;
      },
      buttons.restart,
    ],
    [
      'the question where somebody is',
      async () => {
        const person = new Clinician();
        await person.join();
        await person.press(buttons.partDone);
        return person;
      },
      'I have sent my request and am waiting for the approval',
    ],
    ['the end', finished, buttons.change.area],
  ])('%s', async (_, reach, answer) => {
    const person = await reach();
    const card = person.last;
    await person.press(answer);
    const before = await person.fork();
    for (const { data } of card.buttons) {
      await person.submit(data);
      await expectNothingDone(person, before);
    }
    const notes = person.seen.slice(before.seen.length);
    // The button that was pressed is pressed a second time, the others bring one note.
    expect(notes).toHaveLength(Math.min(card.buttons.length - 1, 1));
    for (const { text } of notes) expect(text).toContain(earlierCard.line);
  });

  test('the card of any earlier step', async () => {
    const person = await personAt('cpms-access/open-authorisation');
    const before = await person.fork();
    for (const card of before.seen.slice(0, -1)) {
      for (const { data } of card.buttons) await person.submit(data);
      expectSaid(person, earlierCard.line);
      await expectAt(person, 'cpms-access/open-authorisation');
    }
    expect(person.seen).toHaveLength(before.seen.length + 1);
    expect(await progressOf(person)).toEqual(await progressOf(before));
    await person.say('done');
    await expectStep(person, 'cpms-access/select-application');
  });
});

describe('An activity id', () => {
  const message = (data: Data) => ({ id: 'sent-twice', type: 'message', value: data });

  test('is processed once, however often the channel delivers it', async () => {
    const person = await personAt('eu-login/confirm-mail');
    const next = dataOf(person.last, buttons.next);
    await person.send(message(next));
    const seen = person.seen.length;
    await person.send(message(next));
    await person.send({ id: 'sent-twice', type: 'message', text: 'restart' });
    expect(person.seen).toHaveLength(seen);
    expect(await placeOf(person)).toBe('eu-login/create-password');
  });

  test('is processed once where it is delivered twice at the same time', async () => {
    const person = await personAt('eu-login/confirm-mail');
    const next = dataOf(person.last, buttons.next);
    const seen = person.seen.length;
    await Promise.all([person.send(message(next)), person.send(message(next))]);
    expect(person.seen).toHaveLength(seen + 1);
    await expectStep(person, 'eu-login/create-password');
  });

  test('is processed once across a restart of the assistant', async () => {
    const person = await personAt('eu-login/confirm-mail');
    const next = dataOf(person.last, buttons.next);
    await person.send(message(next));
    person.restartAssistant();
    const seen = person.seen.length;
    await person.send(message(next));
    expect(person.seen).toHaveLength(seen);
  });
});

describe('A press for a card that this conversation never showed', () => {
  const acts: Data[] = [
    { action: 'next' },
    { action: 'skip' },
    { action: 'back' },
    { action: 'start' },
    { action: 'restart' },
    { action: 'human' },
    { action: 'choose', what: 'entry', value: 'approved' },
    { action: 'choose', what: 'method', value: 'sms' },
    { action: 'choose', what: 'country', value: 'NL' },
    { action: 'choose', what: 'place', value: 'first-login/enter-role' },
    { action: 'choose', what: 'change', value: 'centre' },
    { action: 'choose', what: 'pause' },
  ];

  test.each(acts)('changes nothing: %j', async (act) => {
    const person = await personAt('two-factor/choose-method');
    const before = await person.fork();
    for (const card of ['', 'card', '00000000-0000-4000-8000-000000000000']) {
      await person.submit({ ...act, card });
      expectSaid(person, earlierCard.line);
      await expectNothingDone(person, before);
    }
    await expectAt(person, 'two-factor/choose-method');
  });

  test('changes nothing where another conversation showed the card', async () => {
    const store = openMemoryStore();
    const one = new Clinician({ store, conversation: 'one' });
    const other = new Clinician({ store, conversation: 'other' });
    for (const person of [one, other]) {
      await person.join();
      await person.press(buttons.start);
    }
    await one.submit(dataOf(other.last, buttons.next));
    expectSaid(one, earlierCard.line);
    expect(await placeOf(one)).toBe('eu-login/register');
    await other.press(buttons.next);
    expect(await placeOf(other)).toBe('eu-login/confirm-mail');
  });
});

const HUGE = 'x'.repeat(200_000);
const json = (text: string): unknown => JSON.parse(text);

describe('Malformed submit data', () => {
  test.each<[string, (card: string) => unknown]>([
    ['a string', () => 'next'],
    ['an empty string', () => ''],
    ['a number', () => 42],
    ['zero', () => 0],
    ['true', () => true],
    ['false', () => false],
    ['an empty object', () => ({})],
    ['an empty array', () => []],
    ['an array around the data', (card) => [{ action: 'next', card }]],
    ['the data one level too deep', (card) => ({ data: { action: 'next', card } })],
    ['no card', () => ({ action: 'next' })],
    ['no action', (card) => ({ card })],
    ['an unknown action', (card) => ({ action: 'erase', card })],
    ['an empty action', (card) => ({ action: '', card })],
    ['an action in capitals', (card) => ({ action: 'NEXT', card })],
    ['an action that is an array', (card) => ({ action: ['next'], card })],
    ['an action that is an object', (card) => ({ action: { toString: 'next' }, card })],
    ['an action that every object has', (card) => ({ action: 'constructor', card })],
    ['a huge action', (card) => ({ action: HUGE, card })],
    ['a card that is null', () => ({ action: 'next', card: null })],
    ['a card that is a number', () => ({ action: 'next', card: 1 })],
    ['a card that is an array', (card) => ({ action: 'next', card: [card] })],
    ['a card that is an object', (card) => ({ action: 'next', card: { id: card } })],
    ['a huge card', () => ({ action: 'next', card: HUGE })],
    ['a choice of nothing', (card) => ({ action: 'choose', card })],
    ['a choice of something unknown', (card) => ({ action: 'choose', what: 'salary', value: '1', card })],
    [
      'a choice of what every object has',
      (card) => ({ action: 'choose', what: '__proto__', value: 'x', card }),
    ],
    ['a choice without a value', (card) => ({ action: 'choose', what: 'method', card })],
    ['a choice of a number', (card) => ({ action: 'choose', what: 'method', value: 3, card })],
    ['a choice of several', (card) => ({ action: 'choose', what: 'method', value: ['sms'], card })],
    ['a choice of an object', (card) => ({ action: 'choose', what: 'method', value: { id: 'sms' }, card })],
    ['a huge choice', (card) => ({ action: 'choose', what: 'method', value: HUGE, card })],
    ['a phone number that is an object', (card) => ({ action: 'choose', what: 'phone', phone: {}, card })],
    ['a huge phone number', (card) => ({ action: 'choose', what: 'phone', phone: HUGE, card })],
    ['the data in the prototype', (card) => json(`{"__proto__":{"action":"next","card":"${card}"}}`)],
    ['half of the data in the prototype', (card) => json(`{"__proto__":{"action":"next"},"card":"${card}"}`)],
  ])('%s changes nothing, and the card still works', async (_, value) => {
    const person = await personAt('two-factor/choose-method');
    const before = await person.fork();
    const card = String(dataOf(person.last, 'Mobile + SMS').card);
    await person.submit(value(card));
    expectSaid(person, earlierCard.line);
    await expectNothingDone(person, before);

    await person.submit(dataOf(before.last, 'Mobile + SMS'));
    await expectStep(person, 'two-factor/sms-open-numbers');
  });

  test('A null value and an empty message get no answer', async () => {
    const person = await personAt('two-factor/choose-method');
    const seen = person.seen.length;
    await person.send({ type: 'message', value: null });
    await person.send({ type: 'message' });
    await person.send({ type: 'message', text: ' \n ' });
    await person.send({ type: 'typing' });
    await person.send({ type: 'event', name: 'anything', value: { action: 'next' } });
    expect(person.seen).toHaveLength(seen);
    await doStep(person, 'sms');
    await expectStep(person, 'two-factor/sms-open-numbers');
  });

  test('Unknown fields of the data are ignored', async () => {
    const person = await personAt('eu-login/confirm-mail');
    await person.submit({
      ...dataOf(person.last, buttons.next),
      position: { phase: 'first-login', step: 'enter-role' },
      progress: { version: 2, finished: true },
      what: 'entry',
      value: 'approved',
      ...(json('{"__proto__":{"finished":true},"constructor":"x"}') as object),
    });
    await expectStep(person, 'eu-login/create-password');
  });
});

describe('A choice of something that does not exist', () => {
  const names = ['nothing-of-the-kind', '', '__proto__', 'constructor', 'toString', '../../etc/passwd', '💥'];
  const whats = 'entry method country centre area problem outcome recap place change list'.split(' ');

  test.each(whats)('of the kind "%s" chooses nothing and leaves the person where they are', async (what) => {
    for (const step of ['two-factor/choose-method', 'cpms-access/choose-centre', 'eu-login/register']) {
      const person = await personAt(step);
      const before = await person.fork();
      for (const value of names) {
        const { card } = dataOf(person.last, person.last.buttons[0]?.title ?? '');
        await person.submit({ action: 'choose', what, value, card });
        expect(person.last.text).not.toContain(notices.error);
        await expectNothingDone(person, before);
      }
    }
  });
});
