import { groupAlike } from '../understanding/group-alike.ts';
import type { Understand } from '../understanding/understand.ts';
import type { Feedback } from './feedback.ts';

/** What was asked and not known, and is not known today either, in the order given. */
export function unknownQuestions<Noted extends Feedback>(
  feedback: readonly Noted[],
  understand: Understand,
): (Noted & { text: string })[] {
  return feedback.flatMap((one) =>
    one.kind === 'unknown' && one.text && !isKnownNow(one, understand) ? [{ ...one, text: one.text }] : [],
  );
}

/** Puts questions in the same language that are alike together, the order that they had kept. */
export function groupQuestions<Asked extends { text: string; language: string }>(
  asked: readonly Asked[],
): Asked[][] {
  const languages = [...new Set(asked.map(({ language }) => language))];
  return languages.flatMap((language) =>
    groupAlike(
      asked.filter((one) => one.language === language),
      language,
    ),
  );
}

/** Whether the question has been taught since it was asked. */
function isKnownNow({ text, language, step }: Feedback, understand: Understand): boolean {
  return text !== null && understand(text, language, step ?? undefined).outcome === 'answer';
}
