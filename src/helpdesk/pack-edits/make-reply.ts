import { basename } from 'node:path';
import { type Content, textsOf } from '../../content/content.ts';
import { describeProblem } from '../../content/content-problem.ts';
import type { AddReplyOutcome, addCannedReply } from '../../content/edit/add-canned-reply.ts';
import { isWritable } from '../../content/edit/write-change.ts';
import { cannedRepliesFile } from '../../content/pack-files.ts';
import type { ChangedFile } from '../../content/read/yaml-file.ts';
import { resultAside } from '../../lib/threads/result-aside.ts';
import type { PageContext } from '../layout.ts';
import { personalIn } from './personal-in.ts';

const WORKER = new URL('./reply-worker.ts', import.meta.url);
/** It takes a second on a machine that has nothing else to do. */
const PATIENCE_MS = 60_000;

/** An answer as an agent wants to keep it, with what it belongs to. */
export interface WantedReply {
  title: string;
  text: string;
  language: string;
  step?: string | undefined;
  question?: string | undefined;
}

/** Checks an agent's answer and returns the file with it among the helpdesk's own replies, or the reason why it is refused. */
export async function makeReply(
  context: PageContext,
  content: Content,
  folder: string,
  { title, text, language, step, question }: WantedReply,
): Promise<(ChangedFile & { name: string }) | string> {
  const { say, texts, pack } = context;
  const { refused } = texts.inbox.saveAnswer;
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (title.trim() === '') return say(refused.noTitle);
  if (lines.length === 0) return say(refused.empty);
  const personal = personalIn(context, content, [title, ...lines].join('\n'));
  if (personal !== undefined) return personal;
  const asked: Parameters<typeof addCannedReply> = [
    folder,
    textsOf(content, language).language,
    { title: title.trim(), text: lines, ...(question && { question }), ...(step && { step }) },
  ];
  const outcome = (await resultAside(WORKER, asked, AbortSignal.timeout(PATIENCE_MS))) as AddReplyOutcome;
  if ('added' in outcome) return { ...outcome.added, name: basename(outcome.added.file) };
  if (outcome.problem === 'form') return say(refused.form, { file: outcome.file });
  return say(pack.learning.unanswered.refused.pack, {
    problems: outcome.problems.map(describeProblem).join('; '),
  });
}

/** Checks whether the file of the helpdesk's own replies can be written. */
export function canWriteReplies(content: Content, folder: string, language: string): boolean {
  return isWritable(folder, cannedRepliesFile(textsOf(content, language).language), { mayBeNew: true });
}
