import type { STRUCTURE_FILES } from '../schema/file-schemas.ts';
import { id, type WrittenStructure } from '../schema/structure.ts';
import { namesOf } from './references.ts';
import { compare } from './texts.ts';
import type { ReadLanguage, Sources } from './types.ts';

/** Reports every drawing that a language does not describe to people who do not see it, and every description without a drawing. */
export function checkPictures({ sources, drawings }: ReadLanguage): void {
  for (const [name, source] of drawings) {
    const { error } = id.safeParse(name);
    if (error) source.report([], `its name ${error.issues[0]?.message}`, 'rename the file');
  }
  compare(sources.pictures, ['alt'], 'drawing', [...drawings.keys()]);
}

/** Reports the steps that show a drawing that is not there. */
export function checkStepPictures(
  { guide }: WrittenStructure,
  sources: Sources<keyof typeof STRUCTURE_FILES>,
  language: ReadLanguage | undefined,
): void {
  const known = [...(language?.drawings.keys() ?? [])];
  guide?.phases.forEach((phase, p) => {
    phase.steps.forEach((step, s) => {
      namesOf(sources.guide, ['phases', p, 'steps', s, 'pictures'], 'drawing', step.pictures, known);
    });
  });
}
