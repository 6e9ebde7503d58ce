import type { GuideFile, StepKind } from '../../src/content/schema/structure.ts';
import { beginGuide, goTo, moveOn } from '../../src/guide/navigation.ts';
import { keyOf, positionOf } from '../../src/guide/path.ts';
import type { Progress } from '../../src/guide/progress.ts';

/** A guide of the shape of the real one, small enough to see at a glance; `name:method` is a step of one method. */
export function guideOf(phases: Record<string, string[]>, methods = ['app', 'sms']): GuideFile {
  return {
    links: {},
    addresses: {},
    methods: methods.map((id) => ({ id })),
    phases: Object.entries(phases).map(([id, steps]) => ({ id, steps: steps.map(stepOf) })),
    entries: [],
    problems: {},
    roles: { applicationLink: 'application' },
  };
}

function stepOf(written: string): GuideFile['phases'][number]['steps'][number] {
  const [id = '', method] = written.split(':');
  const kind = KINDS[id];
  return {
    id,
    links: [],
    pictures: [],
    problems: [],
    ...(method ? { methods: [method] } : {}),
    ...(kind ? { kind } : {}),
  };
}

const KINDS: Record<string, StepKind> = {
  'choose-method': 'choose-method',
  'choose-centre': 'choose-centre',
  'choose-thematic-area': 'choose-area',
};

export const PHASES = {
  'eu-login': ['register', 'sign-in'],
  'two-factor': ['choose-method', 'app-install:app', 'app-test:app', 'sms-add:sms'],
  'cpms-access': ['open', 'choose-centre', 'submit'],
  'first-login': ['choose-thematic-area', 'save'],
};

export const guide = guideOf(PHASES);

/** Somebody who has done everything up to the step, which is the next one to do. */
export function at(key: string, method = 'app', on: GuideFile = guide): Progress {
  let progress: Progress = { ...beginGuide(on), choices: { method } };
  while (progress.position && keyOf(progress.position) !== key && !progress.finished)
    progress = moveOn(on, progress, 'done');
  return progress;
}

/** Somebody who has gone through the whole guide and made each choice. */
export function finished(): Progress {
  const choices = { method: 'app', country: 'NL', centre: 'nijmegen', area: 'north' };
  return moveOn(guide, { ...at('first-login/save'), choices }, 'done');
}

/** Describes a person's position in short. */
export function where({ position, finished: end }: Progress): string {
  return end ? 'the end' : position ? keyOf(position) : 'nowhere';
}

/** Somebody who has jumped to a step, with nothing else changed. */
export function jump(progress: Progress, key: string): Progress {
  return goTo(guide, progress, positionOf(key));
}
