import type { WrittenStructure } from '../schema/structure.ts';
import { mustExist, namesOf, stepRefs } from './references.ts';
import type { ReadLanguage } from './types.ts';

const DELETED = '; if the file of that question was deleted by mistake, bring it back';

/** Reports every step, link and question that a language's questions name but that does not exist or has no answer to choose. */
export function checkQuestions({ guide }: WrittenStructure, { sources, folders, texts }: ReadLanguage): void {
  if (!guide || !texts) return;
  const questions = texts.questions;
  const main = Object.keys(questions).filter((id) => questions[id]?.refines === undefined);
  for (const [id, source] of folders.questions) {
    const question = questions[id];
    if (!question) continue;
    mustExist(source, ['step'], 'step', question.step, stepRefs(guide));
    mustExist(source, ['refines'], 'question of its own', question.refines, main, DELETED);
    namesOf(source, ['links'], 'link', question.links, Object.keys(guide.links));
    const readable = Object.keys(questions).filter((name) => questions[name]?.answer && !questions[name].ask);
    question.ask?.choices.forEach((choice, c) => {
      mustExist(
        source,
        ['ask', 'choices', c, 'question'],
        'question with an answer of its own',
        choice.question,
        readable,
      );
    });
    namesOf(source, ['related'], 'question', question.related, Object.keys(questions), DELETED);
  }
  texts.vague.vague.forEach(({ means }, v) => {
    namesOf(sources.vague, ['vague', v, 'means'], 'question', means, Object.keys(questions), DELETED);
  });
}
