import { describe, expect, test } from 'vitest';
import { type Content, textsOf } from '../../src/content/content.ts';
import { loadContent, routesIn } from '../../src/content/load.ts';
import { overviewOf } from '../../src/guide/overview.ts';
import { keyOf, pathOf, positionOf, stepAt } from '../../src/guide/path.ts';
import { SHIPPED } from '../content/pack-copy.ts';
import { Clinician, pack } from '../support/clinician.ts';
import { buttons, doStep, expectSaid, notices, placeOf, progressOf, ROUTES, stopsOn } from './routes.ts';

const routes = routesIn(SHIPPED).map((route) => ({ route, content: loadContent(SHIPPED, { route }) }));
const [other] = routes.filter(({ route }) => route !== pack.network.accessRoute);
if (!other) throw new Error('there is only one route');

/** The address of what people ask access to. */
function applicationOf({ guide }: Content): string | undefined {
  return guide.links[guide.roles.applicationLink];
}

/** Everything a person can read of a value of the pack. */
function linesOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(linesOf).join('\n') : '';
}

/** The buttons and addresses that the steps of a route name, those of the second factor and the account aside. */
function namedBySteps(content: Content): Set<string> {
  const { steps } = textsOf(content, 'en');
  const links = content.guide.phases.flatMap((phase) => phase.steps.flatMap((step) => step.links));
  const addresses = links.map((id) => content.guide.links[id] ?? '');
  const bold = Array.from(linesOf(steps).matchAll(/\*\*(.+?)\*\*/g), ([, name = '']) => name);
  return new Set([...addresses, ...bold]);
}

async function walk(content: Content, method: string): Promise<Clinician> {
  const person = new Clinician({ content });
  await person.join();
  await person.press(buttons.start);
  while (!(await progressOf(person)).finished) await doStep(person, method);
  return person;
}

describe.each(routes)('On the route $route', ({ route, content }) => {
  const texts = textsOf(content, 'en');

  test.each(ROUTES)('a person with the method %s comes from the first step to the end', async (method) => {
    const person = await walk(content, method);
    const { steps, done, total } = overviewOf(content.guide, await progressOf(person));
    expect(done).toBe(total);
    const seen = new Set(person.seen.flatMap(({ at }) => (at ? [`${at.phase}/${at.step}`] : [])));
    expect(steps.map(({ position }) => keyOf(position)).filter((key) => !seen.has(key))).toEqual([]);
    expect(person.last.links.map(({ url }) => url)).toContain(applicationOf(content));
  });

  test('nothing names what only the steps of another route show', () => {
    const here = namedBySteps(content);
    const elsewhere = routes
      .filter((one) => one.route !== route)
      .flatMap((one) => [...namedBySteps(one.content)])
      .filter((name) => !here.has(name));
    expect(elsewhere).not.toEqual([]);
    const { steps, guide, questions, advisories } = texts;
    const shown = {
      ...steps,
      ...guide.problems,
      ...questions,
      ...Object.fromEntries(content.advisories.map(({ id }) => [id, advisories[id]])),
    };
    const naming = Object.entries(shown).flatMap(([id, value]) => {
      const { examples: _, ...said } = typeof value === 'object' ? { examples: [], ...value } : { value };
      const text = linesOf(said);
      return elsewhere.filter((name) => isNamedIn(text, name)).map((name) => `${id}: ${name}`);
    });
    expect(naming).toEqual([]);
  });

  test('every question has an answer, and leads to a step and to links that are there', () => {
    for (const { command, answer, step, links } of Object.values(texts.questions)) {
      expect(command ?? answer).toBeDefined();
      if (step) expect(stepAt(content.guide, positionOf(step))).toBeDefined();
      expect(links.filter((id) => !content.guide.links[id])).toEqual([]);
    }
  });
});

/** A button counts where it is in bold, an address wherever it is complete. */
function isNamedIn(text: string, name: string): boolean {
  return name.startsWith('https://')
    ? text.split(/[\s),"]+/).some((word) => word.replace(/[.:]$/, '') === name)
    : text.includes(`**${name}**`);
}

describe('When the helpdesk switches to the other route,', () => {
  const path = pathOf(other.content.guide, 'app-pin').map(({ position }) => keyOf(position));

  test('everybody keeps their step, or is told and goes on at one of the same part; nothing is lost', async () => {
    for (const { step, person: walked } of await stopsOn('app-pin')) {
      const person = await walked.fork();
      const before = await progressOf(person);
      const old = person.last.buttons[0];
      person.restartAssistant(other.content);
      await person.say('where am I');
      const now = await placeOf(person);
      if (path.includes(step)) {
        expect(now).toBe(step);
        expect(person.last.text).not.toContain(notices.stepGone);
      } else {
        expectSaid(person, notices.stepGone);
        expect(positionOf(now).phase).toBe(positionOf(step).phase);
        expect(path).toContain(now);
      }
      const { marks, choices } = await progressOf(person);
      expect({ marks, choices }).toEqual({ marks: before.marks, choices: before.choices });
      await person.submit(old?.data);
      expect(path).toContain(await placeOf(person));
      // An old button may be answered by a card that only leads back.
      await person.say('where am I');
      while (!(await progressOf(person)).finished) await doStep(person, 'app-pin');
      expect(person.last.links.map(({ url }) => url)).toContain(applicationOf(other.content));
    }
  });

  test('somebody at the end stays there, and sees what is new as open', async () => {
    const person = await walk(pack, 'app-pin');
    person.restartAssistant(other.content);
    await person.say('where am I');
    expect((await progressOf(person)).finished).toBe(true);
    expect(person.last.text).not.toContain(notices.stepGone);
    const { done, total } = overviewOf(other.content.guide, await progressOf(person));
    expect(done).toBeLessThan(total);
  });

  test('somebody who is away from a step that is gone comes back to its part, and back again when it is switched back', async () => {
    const stops = await stopsOn('app-pin');
    const gone = stops.filter(({ step }) => !path.includes(step));
    for (const { step, person: walked } of gone) {
      const person = await walked.fork();
      await person.say('step eu-login/register');
      person.restartAssistant(other.content);
      await person.press(buttons.wayBack);
      expect(positionOf(await placeOf(person)).phase).toBe(positionOf(step).phase);
      expect(path).toContain(await placeOf(person));
      person.restartAssistant(pack);
      await person.say('where am I');
      expect(stops.map((stop) => stop.step)).toContain(await placeOf(person));
    }
  });

  test('a link to a step that is gone leads to its part', async () => {
    for (const { step } of await stopsOn('app-pin')) {
      if (path.includes(step)) continue;
      const person = new Clinician({ content: other.content });
      await person.join();
      await person.say(`step ${step}`);
      expectSaid(person, notices.stepReplaced);
      expect(positionOf(await placeOf(person)).phase).toBe(positionOf(step).phase);
    }
  });
});
