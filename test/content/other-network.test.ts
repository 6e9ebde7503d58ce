import { describe, expect, onTestFinished, test } from 'vitest';
import type { Content } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { overviewOf } from '../../src/guide/overview.ts';
import { Clinician, pack } from '../support/clinician.ts';
import { networkNamesIn, otherNetworkPack } from '../support/other-network.ts';

function otherNetwork(): Content {
  const { folder, remove } = otherNetworkPack();
  onTestFinished(remove);
  return loadContent(folder);
}

/** Walks the whole guide of the other network, looking at each step's problems on the way. */
async function walk(content: Content): Promise<Clinician> {
  const person = new Clinician({ content });
  await person.join();
  await person.press('Start from the beginning');
  while (person.last.buttons.some(({ title }) => title === 'Skip')) {
    await person.press("I'm stuck");
    for (const { title } of person.last.buttons.filter(({ data }) => data.what === 'problem')) {
      await person.press(title);
      await person.press("I'm still stuck");
      await person.press('Go on where I was');
      await person.press("I'm stuck");
    }
    await person.press('Back to the step');
    await doStep(person);
  }
  return person;
}

async function doStep(person: Clinician): Promise<void> {
  switch (person.last.at?.step) {
    case 'choose-method':
      await person.press('Mobile app QR code');
      break;
    case 'choose-centre':
      await person.say('polar hospitl');
      break;
    case 'choose-thematic-area':
      await person.press('A2 – Rare southern lights');
      break;
    default:
      await person.press('Done – next');
  }
}

describe('The pack of a second, invented network', () => {
  test('passes the check, with another number of phases and steps', () => {
    const { guide } = otherNetwork();
    expect(guide.phases).toHaveLength(pack.guide.phases.length + 1);
    expect(guide.methods.map(({ id }) => id)).toEqual(['app-pin', 'app-qr']);
  });

  test('leads a person from end to end, its fifth phase and its own step included', async () => {
    const content = otherNetwork();
    const person = await walk(content);
    const { progress } = await person.talk();
    const { steps, done, total } = overviewOf(content.guide, progress);
    expect(progress.finished).toBe(true);
    expect(done).toBe(total);
    expect(steps.map(({ position }) => position.step)).toEqual(
      expect.arrayContaining(['choose-language', 'app-sign-in-qr', 'find-meeting']),
    );
    const all = person.seen.map(({ text }) => text).join('\n');
    for (const said of [
      'ERN AURORA',
      'click Open next to Sweden',
      'the round button next to Polar Hospital',
      'Organisation: Polar Hospital',
      'look for A2 – Rare southern lights',
      'Part 5 of 5: Join a first meeting · step 1 of 1',
      'desk@ern-aurora.example',
      'Thematic area: A2 – Rare southern lights',
    ])
      expect(all).toContain(said);
  });

  test('never names the first network, or an area or centre of it', async () => {
    const person = await walk(otherNetwork());
    const all = JSON.stringify(person.seen.map(({ activity }) => activity));
    expect(networkNamesIn(all, pack)).toEqual([]);
  });
});
