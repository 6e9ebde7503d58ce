import { beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../src/guide/path.ts';
import { everyCard } from '../cards/every-card.ts';
import { pack } from '../support/clinician.ts';
import { GUIDE_FACTS } from './guide-facts.ts';

/** All that is said at each step, its problems and remedies included. */
const said = new Map<string, string>();

beforeAll(async () => {
  for (const { text, at } of await everyCard()) {
    const key = at ? keyOf(at) : 'elsewhere';
    said.set(key, `${said.get(key) ?? ''}${text}\n`);
  }
});

const facts = Object.entries(GUIDE_FACTS).flatMap(([section, steps]) =>
  Object.entries(steps).flatMap(([step, phrases]) => phrases.map((fact) => ({ section, step, fact }))),
);

describe('The assistant gives each fact of the guide at its step:', () => {
  test.each(facts)('$section, at $step: $fact', ({ step, fact }) => {
    expect(said.get(step)).toContain(fact);
  });

  test('every step of the guide has facts', () => {
    const steps = pack.guide.phases.flatMap((phase) => phase.steps.map((step) => `${phase.id}/${step.id}`));
    /** A question of the assistant itself, which the guide does not have. */
    const own = ['cpms-access/choose-centre'];
    expect(new Set(facts.map(({ step }) => step))).toEqual(
      new Set(steps.filter((step) => !own.includes(step))),
    );
  });
});

describe('The pack holds what the guide says of the network:', () => {
  const about = pack.languages.get('en')?.network.about;
  test.each([
    '24 European Reference Networks (ERNs)',
    'approved by the ERN Board of Member States',
    'co-funded by the European Commission',
  ])('%s', (fact) => {
    expect(about).toContain(fact);
  });

  test('its site, and the Commission’s site about all networks', () => {
    expect(pack.network.site).toBe('https://eurogen-ern.eu/');
    expect(pack.network.ernSite).toBe('https://ec.europa.eu/health/ern');
  });
});
