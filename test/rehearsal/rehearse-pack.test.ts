import { expect, test } from 'vitest';
import { type Content, textsOf } from '../../src/content/content.ts';
import { describeProblem } from '../../src/content/content-problem.ts';
import { loadContent, routesIn } from '../../src/content/load.ts';
import { rehearsePack } from '../../src/rehearsal/rehearse-pack.ts';
import { SHIPPED } from '../content/pack-copy.ts';
import { pack } from '../support/clinician.ts';

const texts = textsOf(pack, 'en');

/** Returns the file and key of everything that would fail, with the reason. */
async function flawsOf(content: Content): Promise<string[]> {
  const problems = await rehearsePack(content, SHIPPED);
  return problems.map(({ file, key, reason }) => `${file} ${key}: ${reason}`);
}

/** Replaces every text by what a function makes of it. */
function changed<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((inner) => changed(inner, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, changed(inner, change)]),
  ) as Value;
}

function withTexts(changes: Partial<typeof texts>): Content {
  return { ...pack, languages: new Map([['en', { ...texts, ...changes }]]) };
}

test.each(routesIn(SHIPPED))(
  'Nothing fails in a conversation with the shipped pack, on the route %s',
  async (route) => {
    const problems = await rehearsePack(loadContent(SHIPPED, { route }), SHIPPED);
    expect(problems.map(describeProblem)).toEqual([]);
  },
);

/** The pack whose texts are also those of a second language. */
function inTwoLanguages(changes: Partial<typeof texts>): Content {
  const second = { ...texts, ...changes, language: 'de' };
  return { ...pack, languages: new Map([...pack.languages, ['de', second]]) };
}

test.each([
  ['en', withTexts],
  ['de', inTwoLanguages],
])('Every step, problem, question and reply comes up in %s', async (language, packWith) => {
  const spoiled = (text: string) => `${text} undefined`;
  const found = await flawsOf(
    packWith({
      steps: Object.fromEntries(
        Object.entries(texts.steps).map(([id, phase]) => [
          id,
          { ...phase, steps: changed(phase.steps, spoiled) },
        ]),
      ),
      guide: {
        ...texts.guide,
        problems: Object.fromEntries(
          Object.entries(texts.guide.problems).map(([id, problem]) => [
            id,
            { ...problem, remedy: changed(problem.remedy, spoiled) },
          ]),
        ),
      },
      questions: Object.fromEntries(
        Object.entries(texts.questions).map(([id, question]) => [
          id,
          { ...question, ...(question.answer && { answer: changed(question.answer, spoiled) }) },
        ]),
      ),
      outOfScope: Object.fromEntries(
        Object.entries(texts.outOfScope).map(([id, group]) => [
          id,
          { ...group, reply: changed(group.reply, spoiled) },
        ]),
      ),
    }),
  );
  const wanted = [
    ...pack.guide.phases.flatMap(({ id, steps }) =>
      steps.map((step) => `${language}/steps/${id}.yaml steps.${step.id}`),
    ),
    ...Object.keys(pack.guide.problems).map((id) => `${language}/guide.yaml problems.${id}`),
    ...Object.entries(texts.questions).flatMap(([id, { answer }]) =>
      answer ? [`${language}/questions/${id}.yaml `] : [],
    ),
    ...Object.keys(texts.outOfScope).map((id) => `${language}/out-of-scope/${id}.yaml reply`),
  ];
  const isFound = (place: string) => found.includes(`${place}: people would read "undefined"`);
  expect(wanted.filter((place) => !isFound(place))).toEqual([]);
});

test('The questions about the end of a ticket come up', async () => {
  const { messages } = texts;
  // It is asked of a ticket that was closed only.
  const ticket = { ...messages.ticket, reopenQuestion: 'Open undefined again?' };
  const flaws = await flawsOf(withTexts({ messages: { ...messages, ticket } }));
  expect(flaws.join('\n')).toContain('people would read "undefined"');
});

test('A step that cannot be shown is found, with the step that leads to it', async () => {
  const advisories = pack.advisories.map((advisory) => ({ ...advisory, checked: '2026-13' }));
  const flaws = await flawsOf({ ...pack, advisories });
  // Without its first step, the guide does not even begin: that has no step before it.
  const found = flaws.find((flaw) => flaw.startsWith('en/steps/'));
  expect(found).toMatch(/^en\/steps\/[a-z-]+\.yaml steps\.[a-z-]+: instead of what follows "/);
  expect(found).toContain('people would read that something went wrong (Invalid time value)');
});

test('Two buttons of one card that are called the same are found', async () => {
  const guide = { ...texts.guide, entries: changed(texts.guide.entries, () => 'Somewhere') };
  expect(await flawsOf(withTexts({ guide }))).toContain(
    'en/messages.yaml : two buttons on one card would be called "Somewhere"',
  );
});

test('A card that Teams would not take is found', async () => {
  const country = pack.centres.countries.find(({ centres }) => centres.length > 0);
  const [centre] = country?.centres ?? [];
  if (!country || !centre) throw new Error('no centre to multiply');
  const many = Array.from({ length: 120 }, (_, number) => ({
    ...centre,
    id: `centre-${number}`,
    name: `${centre.name} ${number}`,
  }));
  const centres = { countries: [{ ...country, centres: many }] };
  expect((await flawsOf({ ...pack, centres })).join('\n')).toContain('kB, and Teams takes at most 28');
});

test('A name that is too long for Teams is found', async () => {
  const teams = { ...texts.teams, developer: 'A very long name of somebody who makes it' };
  expect(await flawsOf(withTexts({ teams }))).toEqual([
    'en/teams.yaml developer: has 41 characters with the names filled in, and Teams takes at most 32',
  ]);
});

test('A page that fails is found', async () => {
  const site = { ...texts.site, home: { ...texts.site.home, intro: 'About {nothing}' } };
  const [flaw] = await flawsOf(withTexts({ site }));
  expect(flaw).toContain('en/site.yaml home: a page or mail with these texts would fail');
});
