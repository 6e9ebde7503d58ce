import type { Content } from '../../src/content/content.ts';
import type { Step } from '../../src/content/schema/structure.ts';
import { keyOf, type Position, positionOf } from '../../src/guide/path.ts';
import { pack } from '../support/clinician.ts';

/** Returns the shipped pack with a change, as after an edit of its files. */
export function edited(change: (content: Content) => void): Content {
  const content = structuredClone(pack);
  change(content);
  return content;
}

/** Returns the pack without these steps (phase/step) and without what leads to them, which the check would refuse. */
export function without(...keys: string[]): Content {
  return edited((content) => {
    const { guide } = content;
    for (const phase of guide.phases) {
      phase.steps = phase.steps.filter(({ id }) => !keys.includes(keyOf({ phase: phase.id, step: id })));
    }
    guide.phases = guide.phases.filter(({ steps }) => steps.length > 0);
    guide.entries = guide.entries.filter(({ at }) => !keys.includes(at));
    for (const problem of Object.values(guide.problems)) {
      if (problem.goTo !== undefined && keys.includes(problem.goTo)) delete problem.goTo;
    }
    content.advisories = content.advisories.map((advisory) => ({
      ...advisory,
      steps: advisory.steps.filter((step) => !keys.includes(step)),
    }));
  });
}

/** Returns the pack with a step "brand-new" before or after a step, for the same methods as that step. */
export function withNewStep(side: 'before' | 'after', key: string): Content {
  const { phase, step } = positionOf(key);
  return edited(({ guide, languages }) => {
    const steps = guide.phases.find(({ id }) => id === phase)?.steps ?? [];
    const at = steps.findIndex(({ id }) => id === step);
    const neighbour = steps[at];
    const added: Step = { id: 'brand-new', links: [], pictures: [], problems: [] };
    if (neighbour?.methods) added.methods = neighbour.methods;
    steps.splice(side === 'before' ? at : at + 1, 0, added);
    for (const { steps: texts } of languages.values()) {
      const phaseTexts = texts[phase];
      if (phaseTexts) phaseTexts.steps['brand-new'] = { title: 'Brand new', instructions: ['Do it.'] };
    }
  });
}

/** Returns the pack without a method and the steps that belong to it alone. */
export function withoutMethod(method: string): Content {
  const own = pack.guide.phases.flatMap((phase) =>
    phase.steps
      .filter(({ methods }) => methods?.every((name) => name === method))
      .map(({ id }): Position => ({ phase: phase.id, step: id })),
  );
  const content = without(...own.map(keyOf));
  content.guide.methods = content.guide.methods.filter(({ id }) => id !== method);
  for (const step of content.guide.phases.flatMap(({ steps }) => steps)) {
    if (step.methods) step.methods = step.methods.filter((name) => name !== method);
  }
  return content;
}
