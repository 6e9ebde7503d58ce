import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { Clinician, pack } from '../support/clinician.ts';
import { anHourLater } from '../support/clock.ts';
import {
  answersAt,
  buttons,
  earlierCard,
  expectAt,
  expectSaid,
  expectStep,
  placeOf,
  progressOf,
  ROUTES,
} from './routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'restart-'));
const opened: Store[] = [];
let files = 0;

afterAll(async () => {
  for (const store of opened) await store.close();
  rmSync(folder, { recursive: true });
});

/** A person whose assistant keeps its state in a file and can be restarted. */
async function personOnDisk() {
  const file = join(folder, `${++files}.sqlite`);
  const person = new Clinician({ store: await openSqliteStore(file) });
  return {
    person,
    stopAndStart: async () => {
      await person.store.close();
      person.restartAssistant(pack, await openSqliteStore(file));
    },
    /** Starts a new process while the old one has closed nothing. */
    dieAndStart: async () => {
      opened.push(person.store);
      person.restartAssistant(pack, await openSqliteStore(file));
    },
    close: () => person.store.close(),
  };
}

/** Expects that a person who comes back hears the name of their step, and sees the step when they go on. */
async function expectToComeBackTo(person: Clinician, step: string): Promise<void> {
  const visitor = await person.fork();
  await anHourLater(() => visitor.join());
  expect(visitor.last.text).toContain('Welcome back!');
  // The greeting names the step and does not show it.
  expect(visitor.last.at).toEqual({ ...person.last.at, isStep: undefined });
  await visitor.press(buttons.resume);
  await expectStep(visitor, step);
}

describe.each(['stopAndStart', 'dieAndStart'] as const)('An assistant that is restarted (%s)', (how) => {
  test.each(ROUTES)('loses no person and no progress after any message of the route %s', async (method) => {
    const { person, close, [how]: again } = await personOnDisk();
    const shown: string[] = [];
    await person.join();
    await again();
    await person.press(buttons.start);
    for (;;) {
      await again();
      const progress = await progressOf(person);
      if (progress.finished) break;
      const step = await placeOf(person);
      await expectToComeBackTo(person, step);
      shown.push(step);
      for (const title of answersAt(step, method)) {
        await again();
        await person.press(title);
      }
    }
    expect(shown).toEqual(
      pack.guide.phases.flatMap((phase) =>
        phase.steps
          .filter(({ methods }) => methods?.includes(method) ?? true)
          .map(({ id }) => `${phase.id}/${id}`),
      ),
    );
    expect(Object.values((await progressOf(person)).marks)).toEqual(shown.map(() => 'done'));
    await close();
  });
});

describe('An assistant that is restarted', () => {
  test('goes on in the middle of any dialog', async () => {
    const { person, stopAndStart, close } = await personOnDisk();
    const steps: [() => Promise<unknown>, RegExp][] = [
      [() => person.join(), /^Welcome!/],
      [() => person.press(buttons.partDone), /Where are you\?/],
      [() => person.say('I am on page 2 of the request form (organisation)'), /In which country/],
      [() => person.say('rome'), /not sure which one/],
      [() => person.press('Ospedale Pediatrico Bambino Gesù, Rome'), /Open next to Italy/],
      [() => person.press(buttons.stuck), /What is the problem\?/],
      [() => person.press('I see no countries or no centres'), /Did that help\?/],
      [() => person.press(buttons.stillStuck), /Talk to a person/],
      [() => person.press(buttons.resume), /Open next to Italy/],
      [() => person.say('change country'), /Chosen: Italy/],
      [() => person.press(buttons.anotherCountry), /In which country/],
      [() => person.press('Germany'), /Which centre \(Germany\)/],
      [() => person.press('Universitätsmedizin Mannheim (UMM), Mannheim'), /Open next to Germany/],
      [() => person.say('change area'), /Choose your thematic area/],
      [() => person.say('WS1'), /Open next to Germany/],
      [() => person.say('cancel'), /You have left the guide/],
      [() => person.say('continue'), /Open next to Germany/],
    ];
    for (const [act, expected] of steps) {
      await act();
      expect(person.last.text).toMatch(expected);
      await stopAndStart();
    }
    await close();
  });

  test('knows the active buttons and the answered ones', async () => {
    const { person, stopAndStart, close } = await personOnDisk();
    await person.join();
    await person.press(buttons.start);
    const [next, , , skip] = person.last.buttons.map(({ data }) => data);
    await stopAndStart();
    await person.submit(next);
    await expectStep(person, 'eu-login/confirm-mail');
    await stopAndStart();
    await person.submit(next);
    await person.submit(skip);
    expectSaid(person, earlierCard.line);
    await expectAt(person, 'eu-login/confirm-mail');
    await close();
  });
});
