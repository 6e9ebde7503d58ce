import { groupAlike } from '../understanding/group-alike.ts';
import type { Understand } from '../understanding/understand.ts';
import type { Feedback } from './feedback.ts';

/** Returns the questions that were not known and are still not known today, in the order given. */
export function unknownQuestions<Noted extends Feedback>(
  feedback: readonly Noted[],
  understand: Understand,
): (Noted & { text: string })[] {
  return feedback.flatMap((one) =>
    one.kind === 'unknown' && one.text && !isKnownNow(one, understand) ? [{ ...one, text: one.text }] : [],
  );
}

/** Groups questions that are alike within each language, and keeps their order. */
export async function groupQuestions<Asked extends { text: string; language: string }>(
  asked: readonly Asked[],
): Promise<Asked[][]> {
  const languages = [...new Set(asked.map(({ language }) => language))];
  const groups: Asked[][] = [];
  for (const language of languages)
    groups.push(
      ...(await groupAlike(
        asked.filter((one) => one.language === language),
        language,
      )),
    );
  return groups;
}

/** Checks whether the question has been added to the content since it was asked. */
function isKnownNow({ text, language, step }: Feedback, understand: Understand): boolean {
  return text !== null && understand(text, language, step ?? undefined).outcome === 'answer';
}
