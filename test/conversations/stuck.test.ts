import { describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { positionOf } from '../../src/guide/path.ts';
import { Clinician, pack } from '../support/clinician.ts';
import {
  buttons,
  expectAt,
  expectSaid,
  expectStep,
  notices,
  personAt,
  placeOf,
  progressOf,
  ROUTES,
  type Stop,
  stopsOn,
} from './routes.ts';

const texts = textsOf(pack, DEFAULT_LANGUAGE);
const problem = (id: string) => texts.guide.problems[id] ?? { title: id, remedy: [] };
const desk = (id: string) => texts.network.contacts[id]?.name ?? id;

function problemsOf(step: string): string[] {
  const at = positionOf(step);
  const phase = pack.guide.phases.find(({ id }) => id === at.phase);
  return phase?.steps.find(({ id }) => id === at.step)?.problems ?? [];
}

/** The button that names this problem on the newest message. */
function buttonOf(person: Clinician, id: string): string {
  return person.last.buttons.find(({ data }) => data.what === 'problem' && data.value === id)?.title ?? id;
}

const cases = await Promise.all(
  ROUTES.map(async (route) => ({
    route,
    stops: (await stopsOn(route)).map(({ step, person }: Stop) => ({ step, person })),
  })),
);

describe.each(cases)('On the route $route', ({ stops }) => {
  describe.each(stops)('a person who is stuck at $step', ({ step, person: original }) => {
    test('sees the problems of that step and the ways on', async () => {
      const person = await original.fork();
      await person.press(buttons.stuck);
      await expectAt(person, step);
      expect(
        person.last.buttons.flatMap(({ data }) => (data.what === 'problem' ? [data.value] : [])),
      ).toEqual(problemsOf(step));
      expect(person.last.buttons.map(({ title }) => title)).toEqual(
        expect.arrayContaining([buttons.backToStep, buttons.human]),
      );
      expect(await progressOf(person)).toEqual(await progressOf(original));
    });

    test.each(problemsOf(step))('sees the remedy for "%s" and goes on when it worked', async (id) => {
      const person = await original.fork();
      await person.press(buttons.stuck);
      await person.press(buttonOf(person, id));
      await expectAt(person, step);
      expectSaid(person, problem(id).title);
      for (const line of problem(id).remedy) expectSaid(person, line);
      expect(person.last.links.map(({ url }) => url)).toEqual(
        pack.guide.problems[id]?.links.map((link) => pack.guide.links[link]),
      );
      expect(await progressOf(person)).toEqual(await progressOf(original));

      await person.press(buttons.worked);
      expectSaid(person, notices.solved);
      await expectStep(person, step);
      expect(await progressOf(person)).toEqual(await progressOf(original));
    });

    test.each(problemsOf(step))(
      'is led to the right desk where the remedy for "%s" did not help',
      async (id) => {
        const person = await original.fork();
        await person.press(buttons.stuck);
        await person.press(buttonOf(person, id));
        await person.press(buttons.stillStuck);
        await expectAt(person, step);
        const order = Object.keys(pack.network.contacts)
          .map((name) => ({ name, at: person.last.text.indexOf(`\n${desk(name)}\n`) }))
          .filter(({ at }) => at >= 0)
          .sort((a, b) => a.at - b.at);
        expect(order[0]?.name).toBe(pack.guide.problems[id]?.contact);
        expect(order.map(({ name }) => name)).toContain(pack.network.helpdesk);

        await person.press(buttons.resume);
        await expectStep(person, step);
        expect(await progressOf(person)).toEqual(await progressOf(original));
      },
    );

    test('changes nothing with the buttons of earlier cards', async () => {
      const person = await original.fork();
      const [first] = problemsOf(step);
      await person.press(buttons.stuck);
      const list = person.last;
      await person.press(first === undefined ? buttons.human : buttonOf(person, first));
      const remedy = person.last;
      await person.press(first === undefined ? buttons.resume : buttons.worked);
      for (const { data } of [list, remedy].flatMap((card) => card.buttons)) {
        await person.submit(data);
        await expectAt(person, step);
        expect(await progressOf(person)).toEqual(await progressOf(original));
      }
    });
  });
});

describe('A person who is stuck', () => {
  test.each(['That worked', "I'm still stuck"])(
    'can still answer a remedy with "%s" after another message',
    async (answer) => {
      const person = await personAt('eu-login/confirm-mail');
      await person.press(buttons.stuck);
      await person.press('The link in the email is too old');
      const remedy = person.last.buttons.find(({ title }) => title === answer);
      await person.say('the cat sat on the mat');
      expectSaid(person, notices.notUnderstood);
      await person.submit(remedy?.data);
      expectSaid(person, answer === buttons.worked ? notices.solved : texts.messages.contact.title);
      await expectAt(person, 'eu-login/confirm-mail');
    },
  );

  test('goes from a remedy to the step that it is about', async () => {
    for (const [id, { goTo }] of Object.entries(pack.guide.problems)) {
      if (goTo === undefined) continue;
      const stop = cases.flatMap(({ stops }) => stops).find(({ step }) => problemsOf(step).includes(id));
      if (!stop || stop.step === goTo) continue;
      const person = await stop.person.fork();
      await person.press(buttons.stuck);
      await person.press(buttonOf(person, id));
      const button = person.last.buttons.find(({ data }) => data.what === 'place');
      await person.submit(button?.data);
      expect(await placeOf(person), `${id} at ${stop.step}`).toBe(goTo);
      await expectStep(person, goTo);
      expect((await progressOf(person)).marks).toEqual((await progressOf(stop.person)).marks);
    }
  });

  test('is led to the helpdesk where they have not begun the guide', async () => {
    const person = new Clinician();
    await person.join();
    await person.say('I am stuck');
    expectSaid(person, texts.messages.contact.title);
    expect(person.last.buttons.map(({ title }) => title)).toContain(buttons.start);
  });
});
