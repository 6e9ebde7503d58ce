import type { WrittenStructure } from '../schema/structure.ts';
import { mustExist, stepRefs } from './references.ts';
import type { ReadLanguage } from './types.ts';

/** Reports every question and step that one of the helpdesk's own replies names but that does not exist. */
export function checkCannedReplies({ guide }: WrittenStructure, { sources, texts }: ReadLanguage): void {
  if (!guide || !texts) return;
  const source = sources['canned-replies'];
  for (const [id, { question, step }] of Object.entries(texts['canned-replies'])) {
    mustExist(source, [id, 'question'], 'question', question, Object.keys(texts.questions));
    mustExist(source, [id, 'step'], 'step', step, stepRefs(guide));
  }
}
