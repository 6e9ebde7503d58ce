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

/** Each changed pack is made once. */
const packs = new Map<string, Content>();
function once(name: string, make: () => Content): Content {
  const made = packs.get(name) ?? make();
  packs.set(name, made);
  return made;
}

/** The message is about this step, and so is what is kept. */
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

describe.each(routes)('on the route $route, a guide that is changed under somebody', ({ route, steps }) => {
  /** The step itself, its neighbours, and both ends of the guide: changes elsewhere are like these. */
  const changedAround = (step: string): Set<string> => {
    const index = steps.indexOf(step);
    const ends = [steps[0], steps.at(-1)];
    return new Set(
      [...steps.slice(Math.max(index - 1, 0), index + 2), ...ends].filter((key) => key !== undefined),
    );
  };

  test.each(steps)('who is at %s moves them only where that step is gone', async (step) => {
    const index = steps.indexOf(step);
    const asks = steps.indexOf('two-factor/choose-method');
    for (const gone of changedAround(step)) {
      // Without the question for it nobody who has not answered it comes to the steps of a method.
      if (index <= asks && steps.indexOf(gone) === asks) continue;
      const person = await personAt(step, route);
      const before = await progressOf(person);
      person.restartAssistant(once(`without ${gone}`, () => without(gone)));
      if (gone === step) {
        const nearest = steps[index - 1] ?? steps[1] ?? '';
        await person.press(answersAt(step, route)[0] ?? '');
        expectSaid(person, notices.stepGone);
        await expectPlace(person, nearest);
        // Their click was not acted on: nothing was marked or chosen.
        const { marks, choices } = await progressOf(person);
        expect({ marks, choices }).toEqual({ marks: before.marks, choices: before.choices });
        await doStep(person, route);
        await expectPlace(person, (index === 0 ? steps[2] : steps[index + 1]) ?? nearest);
      } else {
        await doStep(person, route);
        expect(person.last.text).not.toContain(notices.stepGone);
        const next = steps.slice(index + 1).find((key) => key !== gone);
        await expectPlace(person, next ?? step);
        expect((await progressOf(person)).marks).toEqual({ ...before.marks, [step]: 'done' });
      }
    }
  });

  test.each(steps)('who is at %s does not move them for a new step', async (step) => {
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

describe('somebody whose step is gone', () => {
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

  test('is told even where they were stuck, and where they had left the guide', async () => {
    for (const word of ['stuck', 'cancel', 'help', 'helpdesk']) {
      const person = await personAt('cpms-access/select-profile');
      await person.say(word);
      person.restartAssistant(without('cpms-access/select-profile'));
      await person.press(person.last.buttons[0]?.title ?? '');
      expectSaid(person, notices.stepGone);
      await expectPlace(person, 'cpms-access/select-organisation');
    }
  });

  test('goes further back where the steps before it are gone too, up to a whole part', async () => {
    const person = await personAt('cpms-access/select-application');
    person.restartAssistant(
      without(
        'two-factor/app-sign-in-pin',
        'cpms-access/open-authorisation',
        'cpms-access/select-application',
      ),
    );
    await person.press(buttons.next);
    await expectPlace(person, 'two-factor/app-initialise');

    const last = await personAt('first-login/enter-role');
    const gone = routes.flatMap(({ steps }) => steps).filter((step) => step.startsWith('first-login/'));
    last.restartAssistant(without(...gone));
    await last.press(buttons.next);
    expectSaid(last, notices.stepGone);
    await expectPlace(last, 'cpms-access/recap-and-submit');
    await last.press(buttons.next);
    expect((await progressOf(last)).finished).toBe(true);
  });

  test('keeps every tick and choice', async () => {
    const person = await personAt('first-login/save-preferences');
    const { marks, choices } = await progressOf(person);
    person.restartAssistant(without('first-login/save-preferences'));
    await person.press(buttons.next);
    expect(await progressOf(person)).toMatchObject({ marks, choices });
  });

  test('is put at the nearest step left where they were at the end', async () => {
    const person = await finished('app-pin');
    person.restartAssistant(without('first-login/change-preferences-later'));
    await person.press(buttons.change.area);
    expectSaid(person, notices.stepGone);
    await expectPlace(person, 'first-login/save-preferences');
  });
});

describe('somebody who was to come back to a step that is gone', () => {
  test('goes on from the choice that they changed', async () => {
    const person = await personAt('first-login/enter-role');
    await person.say('change centre');
    person.restartAssistant(without('first-login/enter-role'));
    await person.press(buttons.next);
    await expectPlace(person, 'cpms-access/select-organisation');
    expect(person.last.text).not.toContain(notices.stepGone);
  });
});

describe('somebody at the end', () => {
  test('stays there when a step is added, which is then still open', async () => {
    const person = await finished('app-pin');
    person.restartAssistant(withNewStep('after', 'first-login/change-preferences-later'));
    await person.say('where am I');
    expect((await progressOf(person)).finished).toBe(true);
    expect(person.last.buttons.map(({ title }) => title)).toContain('Go to: Brand new');
  });
});

describe('a method that is no longer offered', () => {
  const own = { sms: 'two-factor/sms-add-number', 'app-qr': 'two-factor/app-sign-in-qr' };

  test.each(Object.entries(own))(
    '"%s" leads whoever is at a step of its own to the choice',
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

  test.each(['sms', 'app-qr'])('"%s" does not move whoever is past it', async (method) => {
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

  test('does not concern people with another one', async () => {
    const person = await personAt('two-factor/app-initialise');
    person.restartAssistant(withoutMethod('sms'));
    await person.press(buttons.next);
    expect(person.last.text).not.toContain(notices.choiceGone);
    await expectPlace(person, 'two-factor/app-sign-in-pin');
  });
});

describe('a choice that is no longer offered', () => {
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
  ])('%s: nobody moves, and the instructions become general', async (_, changed, choices, country) => {
    const person = await personAt('cpms-access/select-organisation');
    person.restartAssistant(changed);
    await person.say('where am I');
    expectSaid(person, notices.choiceGone);
    await expectPlace(person, 'cpms-access/select-organisation');
    expect(person.last.text).toContain(`click Open next to ${country}`);
    expect(person.last.text).toContain('Check the round button next to your centre');
    expect((await progressOf(person)).choices).toEqual(choices);
    await person.press(buttons.next);
    expect(person.last.text).not.toContain(notices.choiceGone);
    await expectPlace(person, 'cpms-access/select-profile');
  });

  test('a centre: whoever is just choosing it is asked again', async () => {
    const person = await personAt('cpms-access/choose-centre');
    await person.press('Netherlands');
    person.restartAssistant(noRadboud);
    await person.press('Radboudumc (Radboud university medical center), Nijmegen');
    await expectPlace(person, 'cpms-access/choose-centre');
    expect((await progressOf(person)).choices).toEqual({ method: 'app-pin', country: 'NL' });
    expect(person.last.text).toContain('I have no verified list of centres for Netherlands.');
  });

  test('a thematic area: at the end it is open again, and can be chosen anew', async () => {
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

describe('somebody who is looking at something that is gone', () => {
  test('a problem: the button leads to the list of those that are left', async () => {
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
    await person.press('The link in the e-mail is too old');
    await expectPlace(person, 'eu-login/confirm-mail');
    expect(person.last.text).toContain('What goes wrong?');
    expect(person.last.buttons.map(({ data }) => data.value)).not.toContain(gone);
  });

  test('a step that a remedy leads to: they stay where they are', async () => {
    const person = await personAt('cpms-access/recap-and-submit');
    await person.press('It shows only eUROGEN');
    person.restartAssistant(without('cpms-access/select-organisation'));
    await person.press('Go to: Step 2 of the form: find your centre');
    await expectPlace(person, 'cpms-access/recap-and-submit');
  });

  test('a place to begin at: they are asked to begin again', async () => {
    const person = await personAt('eu-login/register');
    await person.say('restart');
    await person.submit({ action: 'choose', what: 'part', card: person.last.buttons[0]?.data.card });
    person.restartAssistant(
      edited(({ guide }) => {
        guide.entries = guide.entries.slice(1);
      }),
    );
    await person.press('I have registered and am waiting for the e-mail');
    await expectPlace(person, 'eu-login/register');
  });
});
