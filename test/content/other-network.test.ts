import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Content, textsOf } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import type { StepKind } from '../../src/content/schema/structure.ts';
import { overviewOf } from '../../src/guide/overview.ts';
import { stepAt } from '../../src/guide/path.ts';
import { Clinician, pack } from '../support/clinician.ts';
import { networkNamesIn, otherNetworkPack } from '../support/other-network.ts';
import { idsOf, renamed, renameIds } from '../support/rename-ids.ts';
import { PackCopy } from './pack-copy.ts';

function otherNetwork(whenDone: (remove: () => void) => void = onTestFinished): Content {
  const { folder, remove } = otherNetworkPack();
  whenDone(remove);
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
      await person.press('Continue where I left off');
      await person.press("I'm stuck");
    }
    await person.press('Back to the step');
    await doStep(content, person);
  }
  return person;
}

/** The kind of the step that the person sees. */
function kindAt(content: Content, { last }: Clinician): StepKind | undefined {
  return stepAt(content.guide, last.at)?.kind;
}

async function doStep(content: Content, person: Clinician): Promise<void> {
  switch (kindAt(content, person)) {
    case 'choose-method':
      await person.press('Mobile app QR code');
      break;
    case 'choose-centre':
      await person.say('polar hospitl');
      break;
    case 'choose-area':
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
    expect(guide.methods.map(({ id }) => id)).toEqual(['app-pin', 'app-qr'].map(renamed));
  });

  test('leads a person from end to end, its fifth phase and its own step included', async () => {
    const content = otherNetwork();
    const person = await walk(content);
    const { progress } = await person.state();
    const { steps, done, total } = overviewOf(content.guide, progress);
    expect(progress.finished).toBe(true);
    expect(done).toBe(total);
    expect(steps.map(({ position }) => position.step)).toEqual(
      expect.arrayContaining(['choose-language', 'app-sign-in-qr', 'find-meeting'].map(renamed)),
    );
    const all = person.seen.map(({ text }) => text).join('\n');
    for (const said of [
      'ERN AURORA',
      'click Open next to Sweden',
      'which I know as Polar Hospital',
      'Organisation: your centre, which I know as Polar Hospital',
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

describe('With other ids for every phase, step, method, entry, problem, link and desk,', () => {
  const content = otherNetwork(afterAll);
  const { buttons, notices } = textsOf(content, 'en').messages;
  const CPMS = 'https://cpms2.ern-net.eu/';

  /** A person who begins with the entry of this title. */
  async function personAfter(entry: string): Promise<Clinician> {
    const person = new Clinician({ content });
    await person.join();
    await person.press(buttons.partDone);
    await person.press(entry);
    return person;
  }

  async function atTheEnd(): Promise<Clinician> {
    const person = await personAfter('I am on page 2 of the request form (organisation)');
    while (person.last.buttons.some(({ title }) => title === buttons.skip)) await doStep(content, person);
    return person;
  }

  test('the pack shares no id with the first network’s', () => {
    const known = new Set(idsOf(pack));
    expect(idsOf(content).filter((id) => known.has(id))).toEqual([]);
    expect(idsOf(content).length).toBeGreaterThan(80);
  });

  test('a person who has not chosen is kept at each choice, and told so', async () => {
    const person = await personAfter('I can sign in to EU Login, but have no second factor');
    for (const name of ['method', 'centre', 'area'] as const) {
      while (kindAt(content, person) !== `choose-${name}`) await person.press(buttons.next);
      const choosing = person.last.at?.step;
      await person.say('next');
      expect(person.last.text).toContain(notices.chooseFirst[name].replaceAll('**', ''));
      expect(person.last.at?.step).toBe(choosing);
      await doStep(content, person);
    }
    const { choices } = (await person.state()).progress;
    expect(choices).toEqual({ method: renamed('app-qr'), country: 'SE', centre: 'se-polar', area: 'south' });
  });

  test('a person who types no centre at the choice of the centre is told so', async () => {
    const person = await personAfter('I am on page 2 of the request form (organisation)');
    await person.say('zzgrmpf qqx');
    expect(person.last.text).toContain('no centre or country of that name');
  });

  test.each(['It shows only AURORA', 'only aurora'])(
    '"%s" at the recap leads to the remedy, and the remedy to its step',
    async (said) => {
      const person = await personAfter('I am on page 4 of the request form (summary)');
      expect(kindAt(content, person)).toBe('recap');
      await person.say(said);
      expect(person.last.text).toContain('the summary shows only AURORA, not my centre');
      await person.press('Go to: Find your centre');
      expect(person.last.at?.step).toBe(renamed('select-organisation'));
    },
  );

  test('the summary ends with the link to the application and changes each choice', async () => {
    const person = await atTheEnd();
    expect(person.last.links.map(({ url }) => url)).toContain(CPMS);
    for (const name of ['method', 'centre', 'area'] as const) {
      await person.press(buttons.change[name]);
      expect(kindAt(content, person)).toBe(`choose-${name}`);
      while (!(await person.state()).progress.finished) await doStep(content, person);
    }
    for (const name of ['method', 'centre', 'area'] as const) {
      await person.say(`change ${name}`);
      expect(kindAt(content, person)).toBe(`choose-${name}`);
      await person.press(buttons.wayBack);
    }
  });

  test('a desk outside the network is told the application with its address', async () => {
    const person = await personAfter('I can sign in to EU Login, but have no second factor');
    await person.press(buttons.stuck);
    await person.press(buttons.human);
    const [mail] = person.last.links.filter(({ url }) => url.startsWith('mailto:support@sign-in.example'));
    expect(decodeURIComponent(mail?.url ?? '')).toContain(`Application: CPMS, ${CPMS}`);
  });

  test('a link to a step of one method chooses that method, and leaves the choice open', async () => {
    const person = new Clinician({ content });
    await person.join();
    await person.say(`step ${['two-factor', 'app-install'].map(renamed).join('/')}`);
    expect(person.last.at?.step).toBe(renamed('app-install'));
    expect((await person.state()).progress.choices.method).toBe(renamed('app-pin'));
  });
});

test('The phone form checks a number in a pack with another id for its step and its method', async () => {
  const copy = new PackCopy();
  renameIds(copy.folder);
  const content = loadContent(copy.folder);
  const { buttons } = textsOf(content, 'en').messages;
  const person = new Clinician({ content });
  await person.join();
  await person.press(buttons.partDone);
  await person.press('I can sign in to EU Login, but have no second factor');
  await person.press(buttons.next);
  await person.press('Mobile + SMS');
  await person.press(buttons.next);
  expect(kindAt(content, person)).toBe('phone-form');
  await person.press(buttons.checkPhone, { phone: '+31612345678' });
  expect(person.last.text).toContain('exactly like this, with the same spaces: +31 612 34 56 78');
  await person.say('0032 470 12 34 56');
  expect(person.last.text).toContain('+32 470 12 34 56');
});
