/** One thing that is wrong in the content pack, said so that the person who edits it can mend it. */
export interface ContentProblem {
  /** Path inside the content pack. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** Dotted, for example steps.register.title; empty where the whole file is meant. */
  key: string;
  reason: string;
  fix: string;
}

/** The content pack cannot be used; carries everything that is wrong with it. */
export class ContentError extends Error {
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(describe).join('\n'));
    this.name = 'ContentError';
    this.problems = problems;
  }
}

/** A problem as one paragraph: file and line first, so that an editor can jump there. */
export function describe(problem: ContentProblem): string {
  const where = `${problem.file}:${problem.line}`;
  return `${where} ${problem.key ? `${problem.key}: ` : ''}${problem.reason}\n    fix: ${problem.fix}`;
}
