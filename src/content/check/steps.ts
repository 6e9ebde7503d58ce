import type { WrittenStructure } from '../schema/structure.ts';
import { mustExist } from './references.ts';
import type { ReadLanguage } from './types.ts';

/**
 * Reports what a language's steps and methods say that fits neither each other nor the structure: a button for a question that
 * is not there, a sample question that is not there, a place for a form that no instruction follows, a method that has ended and does not say when.
 */
export function checkSteps({ guide }: WrittenStructure, { sources, folders, texts }: ReadLanguage): void {
  if (!guide || !texts) return;
  const questions = Object.keys(texts.questions);
  texts.guide.sampleQuestions.forEach((question, index) => {
    mustExist(sources.guide, ['sampleQuestions', index], 'question', question, questions);
  });
  for (const phase of guide.phases) {
    const source = folders.steps.get(phase.id);
    const steps = texts.steps[phase.id]?.steps ?? {};
    for (const { id } of phase.steps) {
      const step = steps[id];
      if (!source || !step) continue;
      step.folds?.forEach(({ question }, fold) => {
        mustExist(source, ['steps', id, 'folds', fold, 'question'], 'question', question, questions);
      });
      if (step.askAfter === undefined || step.askAfter < step.instructions.length) continue;
      source.report(['steps', id, 'askAfter'], 'no instruction is left to follow', 'remove this line');
    }
  }
  for (const { id, ended } of guide.methods) {
    if (!ended || !texts.guide.methods[id] || texts.guide.methods[id].ended) continue;
    sources.guide.report(
      ['methods', id],
      'the method has ended, and its texts do not say when',
      'add a line "ended:" with the title under which it is folded, or remove "ended: true" in guide.yaml',
    );
  }
}
