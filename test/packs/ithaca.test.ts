import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkAnswers } from '../../src/content/check/warnings/answers.ts';
import { textsOf } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { overviewOf } from '../../src/guide/overview.ts';
import { keyOf } from '../../src/guide/path.ts';
import { doStep, progressOf } from '../conversations/routes.ts';
import { Clinician, pack } from '../support/clinician.ts';
import { networkNamesIn } from '../support/other-network.ts';

const FOLDER = fileURLToPath(new URL('ithaca', import.meta.url));
const content = loadContent(FOLDER);
const texts = textsOf(content, 'en');
const { buttons } = texts.messages;

/** Words of the request form and of the areas, which this network's guide does not have. */
const NOT_HERE =
  /\bSAAS\b|webgate\.ec\.europa\.eu\/saas|Submit Request Access|\bStep[1-4]\b|Step [1-4] of the form|access profile|workstream|thematic area|cpms\.ern-net\.eu/i;

/** Walks the whole guide, looking at the remedy of every problem on the way. */
async function walk(method: string): Promise<Clinician> {
  const person = new Clinician({ content });
  await person.join();
  await person.press(buttons.start);
  while (!(await progressOf(person)).finished) {
    await person.press(buttons.stuck);
    for (const { data } of person.last.buttons.filter((button) => button.data.what === 'problem')) {
      await person.submit(data);
      await person.say('stuck');
    }
    await person.say('where am I');
    await doStep(person, method);
  }
  return person;
}

function shownTo(person: Clinician): string {
  return person.seen.map(({ text, links }) => [text, ...links.map(({ url }) => url)].join('\n')).join('\n');
}

describe('The pack of ERN-ITHACA, made from its public guide,', () => {
  test.each(content.guide.methods.map(({ id }) => id))(
    'leads a person with %s from end to end',
    async (method) => {
      const person = await walk(method);
      const { steps, done, total } = overviewOf(content.guide, await progressOf(person));
      expect(done).toBe(total);
      expect(
        steps.map(({ position }) => keyOf(position)).filter((key) => !key.startsWith('two-factor/')),
      ).toEqual([
        'eu-login/register',
        'eu-login/confirm-mail',
        'eu-login/create-password',
        'eu-login/sign-in',
        'cpms-access/open-cpms-2',
        'cpms-access/request-in-cpms-2',
        'first-login/await-approval',
        'first-login/sign-in-to-cpms-2',
      ]);
      const all = shownTo(person);
      expect(all).toContain('ERN-ITHACA');
      expect(all).toContain('https://cpms2.ern-net.eu/');
      expect(all).toMatch(/Request access/);
      expect(all).not.toContain('has not confirmed it yet');
      expect(NOT_HERE.exec(all)?.[0]).toBeUndefined();
      expect(networkNamesIn(all, pack)).toEqual([]);
    },
  );

  test('answers each of its questions without a word of another network or of the request form', async () => {
    const answered = Object.entries(texts.questions).filter(([, { answer }]) => answer);
    expect(answered.length).toBeGreaterThan(30);
    for (const [id, { question, answer = [], inChat }] of answered) {
      const said = [question, ...answer, ...inChat].join('\n');
      expect(`${id}: ${NOT_HERE.exec(said)?.[0]}`).toBe(`${id}: undefined`);
      expect(networkNamesIn(said, pack)).toEqual([]);
    }
  });

  test.each([
    ['how can i get access to cpms', 'https://cpms2.ern-net.eu/'],
    ['do i have to register again, i was in the old cpms', 'without registering again'],
    ['my hospital is not in the list', 'ERN directory'],
    ['how long until i get access', 'shortly'],
    ['the confirmation mail does not come', 'minutes'],
  ])('answers "%s" from its own guide, or with what is common', async (asked, said) => {
    const person = new Clinician({ content });
    await person.join();
    await person.say(asked);
    expect(person.last.text).toContain(said);
  });

  test('offers to change the second factor alone, since nothing else is chosen', async () => {
    const person = new Clinician({ content });
    await person.join();
    await person.press(buttons.start);
    await person.say('help');
    expect(person.last.text).toContain('Type change method to change a choice.');
    expect(person.last.text).not.toMatch(/change centre|change area/);
  });

  test('does not send its own people to another network', () => {
    const named = Object.entries(texts.outOfScope).flatMap(([group, { examples }]) =>
      examples.filter((line) => /ithaca/i.test(line)).map((line) => `${group}: ${line}`),
    );
    expect(named).toEqual([]);
  });

  test('has no answer of its own that says what its step does not', () => {
    const own = readdirSync(`${FOLDER}/en/questions`).map((file) => file.replace('.yaml', ''));
    expect(checkAnswers(content, texts).filter(({ question }) => own.includes(question))).toEqual([]);
  });
});
