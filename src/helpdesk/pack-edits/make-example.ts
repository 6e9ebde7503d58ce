import { type Content, DEFAULT_LANGUAGE, textsOf } from '../../content/content.ts';
import { describeProblem } from '../../content/content-problem.ts';
import { LONGEST_EXAMPLE, normalizeExample } from '../../content/edit/normalize-example.ts';
import { isWritable } from '../../content/edit/write-change.ts';
import { questionFile } from '../../content/pack-files.ts';
import { resultAside } from '../../lib/threads/result-aside.ts';
import type { PageContext } from '../layout.ts';
import { questionName } from '../pages/names.ts';
import type { ExampleAsked, ExampleMade, MadeExample } from './example-worker.ts';
import { personalIn } from './personal-in.ts';

const WORKER = new URL('./example-worker.ts', import.meta.url);
/** It takes a second on a machine that has nothing else to do. */
const PATIENCE_MS = 60_000;

/** An example as an editor wants to add it, with the question or group that it goes to. */
export interface Wanted {
  text: string;
  target: string;
  language: string;
}

/** Checks an editor's example and returns the changed file, or the reason why it is refused. */
export async function makeExample(
  context: PageContext,
  content: Content,
  folder: string,
  wanted: Wanted,
): Promise<MadeExample | string> {
  const { say, pack } = context;
  const { refused } = pack.learning.unanswered;
  const { text, target, language } = wanted;
  const texts = textsOf(content, language);
  if (!Object.hasOwn(texts.questions, target) && !Object.hasOwn(texts.outOfScope, target))
    return say(refused.noTarget);
  const made = normalizeExample(text, content, texts);
  if ('problem' in made) {
    if (made.problem === 'centre') return say(refused.centre, { name: made.name });
    return say(refused[made.problem], { limit: LONGEST_EXAMPLE });
  }
  const personal = personalIn(context, content, made.line);
  if (personal !== undefined) return personal;
  const asked: ExampleAsked = [folder, { language, label: target, line: made.line }, content];
  const outcome = (await resultAside(WORKER, asked, AbortSignal.timeout(PATIENCE_MS))) as ExampleMade;
  if ('added' in outcome) {
    const { warning } = outcome.added;
    return warning ? say(refused.warned, { reason: warning.reason, fix: warning.fix }) : outcome.added;
  }
  switch (outcome.problem) {
    case 'known':
      return say(refused.known, { question: questionName(context, outcome.label) });
    case 'vague':
      return say(refused.vague);
    case 'form':
      return say(refused.form, { file: outcome.file });
    case 'pack':
      return say(refused.pack, { problems: outcome.problems.map(describeProblem).join('; ') });
  }
}

/** Checks whether the folder of the questions can be written to; the other languages' folders are no different. */
export function canWriteExamples(content: Content, folder: string): boolean {
  const [id = ''] = Object.keys(textsOf(content, DEFAULT_LANGUAGE).questions);
  return isWritable(folder, questionFile(DEFAULT_LANGUAGE, id));
}
