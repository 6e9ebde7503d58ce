/** One mistake in the content pack, described so that the person who edits it can correct it. */
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

/** A translation that nobody has confirmed since its sentence was last changed, or a file of them: the pack can be used. */
export interface Unconfirmed extends ContentProblem {
  /** How many texts it stands for. */
  texts: number;
}

/** Thrown where the content pack cannot be used; carries every problem in it. */
export class ContentError extends Error {
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'ContentError';
    this.problems = problems;
  }
}

/** Formats a problem as one paragraph: file and line first, so that an editor can jump there. */
export function describeProblem(problem: ContentProblem): string {
  const where = `${problem.file}:${problem.line}`;
  return `${where} ${problem.key ? `${problem.key}: ` : ''}${problem.reason}\n    fix: ${problem.fix}`;
}

/** Leaves out problems that are there already, in the same place and the same words. */
export function onceEach(problems: readonly ContentProblem[]): ContentProblem[] {
  return [...new Map(problems.map((problem) => [describeProblem(problem), problem])).values()];
}
