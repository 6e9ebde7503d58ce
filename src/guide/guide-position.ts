import type { Content, Texts } from '../content/content.ts';
import { overviewOf } from './overview.ts';
import { keyOf, type Position } from './position.ts';
import type { Progress } from './progress.ts';

/** The entity on every message that shows a step: where the person is, and the whole way for a progress panel. */
export interface GuidePosition {
  type: 'guidePosition';
  phase: string;
  step: string;
  /** Steps done on this person's whole path. */
  done: number;
  total: number;
  outline: { id: string; title: string; steps: { id: string; title: string; state: OutlineState }[] }[];
}

type OutlineState = 'done' | 'skipped' | 'current' | 'open';

/** Says where somebody is, with the titles given by `title` so that names of what they chose are filled in. */
export function guidePositionOf(
  content: Content,
  texts: Texts,
  progress: Progress,
  at: Position,
  title: (text: string) => string,
): GuidePosition {
  const { steps, done, total } = overviewOf(content.guide, progress);
  const outline = content.guide.phases.map((phase) => ({
    id: phase.id,
    title: title(texts.steps[phase.id]?.title ?? phase.id),
    steps: steps
      .filter((placed) => placed.position.phase === phase.id)
      .map(({ position, state }) => ({
        id: position.step,
        title: title(texts.steps[phase.id]?.steps[position.step]?.title ?? position.step),
        state: !progress.finished && keyOf(position) === keyOf(at) ? ('current' as const) : state,
      })),
  }));
  return { type: 'guidePosition', phase: at.phase, step: at.step, done, total, outline };
}
