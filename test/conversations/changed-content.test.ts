import { describe, expect, test } from 'vitest';
import type { Content } from '../../src/content/content.ts';
import { positionOf } from '../../src/guide/path.ts';
import type { Clinician } from '../support/clinician.ts';
import { edited, withNewStep, without, withoutMethod } from './edited-pack.ts';
import {
  answersAt,
  buttons,
  doStep,
  expectSaid,
  notices,
  personAt,
  placeOf,
  progressOf,
  ROUTES,
  stopsOn,
} from './routes.ts';

const routes = await Promise.all(
  ROUTES.map(async (route) => ({ route, steps: (await stopsOn(route)).map(({ step }) => step) })),
);

/** The changed packs, each made once. */
const packs = new Map<string, Content>();
function once(name: string, make: () => Content): Content {
  const made = packs.get(name) ?? make();
  packs.set(name, made);
  return made;
}

/** Expects the newest message and the stored position to be about a step. */
async function expectPlace(person: Clinician, step: string): Promise<void> {
  expect(await placeOf(person)).toBe(step);
  expect(person.last.at).toMatchObject(positionOf(step));
  expect(person.last.buttons.length).toBeGreaterThan(0);
}

async function finished(method: string): Promise<Clinician> {
  const person = await personAt('first-login/change-preferences-later', method);
  await person.press(buttons.next);
  return person;
}

describe.each(routes)('On the route $route, a changed guide', ({ route, steps }) => {
  /** Returns the step, its neighbours and both ends of the guide; changes elsewhere are like these. */
  const changedAround = (step: string): Set<string> => {
    const index = steps.indexOf(step);
    const ends = [steps[0], steps.at(-1)];
    return new Set(
      [...steps.slice(Math.max(index - 1, 0), index + 2), ...ends].filter((key) => key !== undefined),
    );
  };

  test.each(steps)('moves a person at %s only where that step is gone', async (step) => {
    const index = steps.indexOf(step);
    const asks = steps.indexOf('two-factor/choose-method');
    for (const gone of changedAround(step)) {
      // Nobody reaches the steps of a method without having been asked for it.
      if (index <= asks && steps.indexOf(gone) === asks) continue;
      const person = await personAt(step, route);
      const before = await progressOf(person);
      person.restartAssistant(once(`without ${gone}`, () => without(gone)));
      if (gone === step) {
        const previous = steps[index - 1];
        const isAfter = previous === undefined || positionOf(previous).phase !== positionOf(step).phase;
        const nearest = (isAfter ? steps[index + 1] : previous) ?? '';
        await person.press(answersAt(step, route)[0] ?? '');
        expectSaid(person, notices.stepGone);
        await expectPlace(person, nearest);
        // Their click had no effect: nothing was marked or chosen.
        const { marks, choices } = await progressOf(person);
        expect({ marks, choices }).toEqual({ marks: before.marks, choices: before.choices });
        await doStep(person, route);
        await expectPlace(person, steps[index + (isAfter ? 2 : 1)] ?? nearest);
      } else {
        await doStep(person, route);
        expect(person.last.text).not.toContain(notices.stepGone);
        const next = steps.slice(index + 1).find((key) => key !== gone);
        await expectPlace(person, next ?? step);
        expect((await progressOf(person)).marks).toEqual({ ...before.marks, [step]: 'done' });
      }
    }
  });

  test.each(steps)('does not move a person at %s for a new step', async (step) => {
    for (const there of changedAround(step)) {
      for (const side of ['before', 'after'] as const) {
        const person = await personAt(step, route);
        person.restartAssistant(once(`${side} ${there}`, () => withNewStep(side, there)));
        await person.say('where am I');
        await expectPlace(person, step);
        await doStep(person, route);
        const { phase } = positionOf(there);
        const list = steps.toSpliced(
          steps.indexOf(there) + (side === 'after' ? 1 : 0),
          0,
          `${phase}/brand-new`,
        );
        await expectPlace(person, list[list.indexOf(step) + 1] ?? step);
      }
    }
  });
});

describe('A person whose step is gone', () => {
  const changed = without('cpms-access/choose-centre');

  test.each<[string, (person: Clinician) => Promise<unknown>]>([
    ['press a button', (person) => person.press('Austria')],
    ['type a command', (person) => person.say('skip')],
    ['type an answer', (person) => person.say('radboud')],
    ['type anything', (person) => person.say('hmpf')],
    ['come back', (person) => person.join()],
    ['press a button of an old card', (person) => person.submit(person.seen[2]?.buttons[0]?.data)],
  ])('is told when they %s, once', async (_, act) => {
    const person = await personAt('cpms-access/choose-centre');
    person.restartAssistant(changed);
    await act(person);
    expectSaid(person, notices.stepGone);
    await expectPlace(person, 'cpms-access/select-application');
    await person.say('where am I');
    expect(person.last.text).not.toContain(notices.stepGone);
    await expectPlace(person, 'cpms-access/select-application');
    await doStep(person, 'app-pin');
    await expectPlace(person, 'cpms-access/select-organisation');
  });

  test('is told even where they were stuck or had left the guide', async () => {
    for (const word of ['stuck', 'cancel', 'help', 'helpdesk']) {
      const person = await personAt('cpms-access/select-profile');
      await person.say(word);
      person.restartAssistant(without('cpms-access/select-profile'));
      await person.press(person.last.buttons[0]?.title ?? '');
      expectSaid(person, notices.stepGone);
      await expectPlace(person, 'cpms-access/select-organisation');
    }
  });

  test('goes on where the steps before it are gone too, and back where a whole phase after it is', async () => {
    const person = await personAt('cpms-access/select-application');
    person.restartAssistant(
      without(
        'two-factor/app-sign-in-pin',
        'cpms-access/open-authorisation',
        'cpms-access/select-application',
      ),
    );
    await person.press(buttons.next);
    await expectPlace(person, 'cpms-access/choose-centre');

    const last = await personAt('first-login/enter-role');
    const gone = routes.flatMap(({ steps }) => steps).filter((step) => step.startsWith('first-login/'));
    last.restartAssistant(without(...gone));
    await last.press(buttons.next);
    expectSaid(last, notices.stepGone);
    await expectPlace(last, 'cpms-access/recap-and-submit');
    await last.press(buttons.next);
    expect((await progressOf(last)).finished).toBe(true);
  });

  test('keeps every done step and choice', async () => {
    const person = await personAt('first-login/save-preferences');
    const { marks, choices } = await progressOf(person);
    person.restartAssistant(without('first-login/save-preferences'));
    await person.press(buttons.next);
    expect(await progressOf(person)).toMatchObject({ marks, choices });
  });

  test('stays at the end where they were there, and is not told', async () => {
    const person = await finished('app-pin');
    person.restartAssistant(without('first-login/change-preferences-later'));
    await person.say('where am I');
    expect((await progressOf(person)).finished).toBe(true);
    await person.press(buttons.change.area);
    expect(person.last.text).not.toContain(notices.stepGone);
    await expectPlace(person, 'first-login/choose-thematic-area');
  });
});

describe('A person who was to return to a step that is gone', () => {
  test('is told, and returns to the next one of its phase', async () => {
    const person = await personAt('first-login/enter-role');
    await person.say('change centre');
    person.restartAssistant(without('first-login/enter-role'));
    await person.press(buttons.next);
    expectSaid(person, notices.stepGone);
    await expectPlace(person, 'first-login/choose-thematic-area');
    await person.say('where am I');
    expect(person.last.text).not.toContain(notices.stepGone);
  });
});

describe('A person at the end', () => {
  test('stays there when a step is added, and sees it as open', async () => {
    const person = await finished('app-pin');
    person.restartAssistant(withNewStep('after', 'first-login/change-preferences-later'));
    await person.say('where am I');
    expect((await progressOf(person)).finished).toBe(true);
    expect(person.last.buttons.map(({ title }) => title)).toContain('Go to: Brand new');
  });
});

describe('A method that is no longer offered', () => {
  const own = { sms: 'two-factor/sms-open-numbers', 'app-qr': 'two-factor/app-sign-in-qr' };

  test.each(Object.entries(own))(
    '"%s" leads a person at one of its steps back to the choice',
    async (method, step) => {
      const person = await personAt(step, method);
      const { marks } = await progressOf(person);
      person.restartAssistant(withoutMethod(method));
      await person.press(buttons.next);
      expectSaid(person, notices.choiceGone);
      expectSaid(person, notices.stepGone);
      await expectPlace(person, 'two-factor/choose-method');
      expect(await progressOf(person)).toMatchObject({ marks, choices: {} });
      await person.press('Mobile app PIN code');
      expect((await placeOf(person)).startsWith('two-factor/app-')).toBe(true);
    },
  );

  test.each(['sms', 'app-qr'])('"%s" does not move a person who is past its steps', async (method) => {
    for (const step of ['cpms-access/select-organisation', 'first-login/await-approval']) {
      const person = await personAt(step, method);
      person.restartAssistant(withoutMethod(method));
      await person.say('where am I');
      expectSaid(person, notices.choiceGone);
      expect(person.last.text).not.toContain(notices.stepGone);
      await expectPlace(person, step);
      expect((await progressOf(person)).choices.method).toBeUndefined();
    }
  });

  test('does not concern a person with another method', async () => {
    const person = await personAt('two-factor/app-initialise');
    person.restartAssistant(withoutMethod('sms'));
    await person.press(buttons.next);
    expect(person.last.text).not.toContain(notices.choiceGone);
    await expectPlace(person, 'two-factor/app-sign-in-pin');
  });
});

describe('A choice that is no longer offered', () => {
  const noRadboud = edited(({ centres }) => {
    for (const country of centres.countries)
      country.centres = country.centres.filter(({ city }) => city !== 'Nijmegen');
  });
  const noNetherlands = edited(({ centres }) => {
    centres.countries = centres.countries.filter(({ id }) => id !== 'NL');
  });
  const noWs2 = edited(({ network }) => {
    network.areas = network.areas.filter(({ id }) => id !== 'ws2');
  });

  test.each([
    ['a centre', noRadboud, { method: 'app-pin', country: 'NL' }, 'Netherlands'],
    ['a country', noNetherlands, { method: 'app-pin' }, 'the country of your centre'],
  ])('(%s) moves nobody, and the instructions become general', async (_, changed, choices, country) => {
    const person = await personAt('cpms-access/select-organisation');
    person.restartAssistant(changed);
    await person.say('where am I');
    expectSaid(person, notices.choiceGone);
    await expectPlace(person, 'cpms-access/select-organisation');
    expect(person.last.text).toContain(`click Open next to ${country}`);
    expect(person.last.text).toContain('Select the round button next to your centre');
    expect((await progressOf(person)).choices).toEqual(choices);
    await person.press(buttons.next);
    expect(person.last.text).not.toContain(notices.choiceGone);
    await expectPlace(person, 'cpms-access/select-profile');
  });

  test('(a centre) is asked for again while the person is choosing it', async () => {
    const person = await personAt('cpms-access/choose-centre');
    await person.press('Netherlands');
    person.restartAssistant(noRadboud);
    await person.press('Radboudumc (Radboud university medical center), Nijmegen');
    await expectPlace(person, 'cpms-access/choose-centre');
    expect((await progressOf(person)).choices).toEqual({ method: 'app-pin', country: 'NL' });
    expect(person.last.text).toContain("I don't know the centres of this country (Netherlands).");
  });

  test('(a thematic area) is open again at the end, and can be chosen anew', async () => {
    const person = await finished('app-pin');
    person.restartAssistant(noWs2);
    await person.press(buttons.change.area);
    await expectPlace(person, 'first-login/choose-thematic-area');
    await person.press('WS1 – Rare congenital urorecto genital anomalies');
    expect(await progressOf(person)).toMatchObject({
      finished: true,
      choices: { area: 'ws1', country: 'NL' },
    });
  });
});

describe('A person who sees a button for something that is gone', () => {
  test('sees the remaining problems where it was a problem', async () => {
    const person = await personAt('eu-login/confirm-mail');
    await person.press(buttons.stuck);
    const gone = 'confirm-link-expired';
    person.restartAssistant(
      edited(({ guide }) => {
        delete guide.problems[gone];
        for (const step of guide.phases.flatMap(({ steps }) => steps))
          step.problems = step.problems.filter((id) => id !== gone);
      }),
    );
    await person.press('The link in the email is too old');
    await expectPlace(person, 'eu-login/confirm-mail');
    expect(person.last.text).toContain('What is the problem?');
    expect(person.last.buttons.map(({ data }) => data.value)).not.toContain(gone);
  });

  test('stays at their step where it was a step that a remedy leads to', async () => {
    const person = await personAt('cpms-access/recap-and-submit');
    await person.press('It only shows eUROGEN');
    person.restartAssistant(without('cpms-access/select-organisation'));
    await person.press('Go to: Find your centre');
    await expectPlace(person, 'cpms-access/recap-and-submit');
  });

  test('is asked to begin again where it was an entry into the guide', async () => {
    const person = await personAt('eu-login/register');
    await person.say('restart');
    await person.submit({ action: 'choose', what: 'part', card: person.last.buttons[0]?.data.card });
    person.restartAssistant(
      edited(({ guide }) => {
        guide.entries = guide.entries.slice(1);
      }),
    );
    await person.press('I have registered and am waiting for the email');
    await expectPlace(person, 'eu-login/register');
  });
});
