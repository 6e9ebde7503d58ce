import { expect } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { overviewOf } from '../../src/guide/overview.ts';
import { keyOf, positionOf } from '../../src/guide/path.ts';
import type { Progress } from '../../src/guide/progress.ts';
import { Clinician, pack } from '../support/clinician.ts';

const texts = textsOf(pack, DEFAULT_LANGUAGE);
export const { buttons, notices, earlierCard } = texts.messages;

/** The routes through the guide, by the method chosen on them. */
export const ROUTES = pack.guide.methods.map(({ id }) => id);

/** The buttons to press at the steps with a choice, except for the second factor. */
const ANSWERS: Record<string, string[]> = {
  'cpms-access/choose-centre': ['Netherlands', 'Radboudumc (Radboud university medical center), Nijmegen'],
  'first-login/choose-thematic-area': [
    'WS2 – Functional urogenital conditions requiring highly specialised surgery',
  ],
};

/** Returns the buttons that complete a step. */
export function answersAt(step: string, method: string): string[] {
  if (step === 'two-factor/choose-method') return [texts.guide.methods[method]?.name ?? method];
  return ANSWERS[step] ?? [buttons.next];
}

/** Completes the person's step; an earlier choice is kept. */
export async function doStep(person: Clinician, method: string): Promise<void> {
  if (person.last.buttons.some(({ data }) => data.action === 'next'))
    return void (await person.press(buttons.next));
  for (const title of answersAt(await placeOf(person), method)) await person.press(title);
}

export interface Stop {
  /** The step, as phase/step. */
  step: string;
  /** A person who came to this step by this route and sees its card. Tests share the person, so fork them. */
  person: Clinician;
}

const walked = new Map<string, Promise<Stop[]>>();

/** Returns a person at each step of a route. */
export function stopsOn(method: string): Promise<Stop[]> {
  const stops = walked.get(method) ?? walk(method);
  walked.set(method, stops);
  return stops;
}

async function walk(method: string): Promise<Stop[]> {
  const person = new Clinician();
  await person.join();
  await person.press(buttons.start);
  const stops: Stop[] = [];
  while (!(await progressOf(person)).finished) {
    stops.push({ step: await placeOf(person), person: await person.fork() });
    await doStep(person, method);
  }
  return stops;
}

/** Returns a person, for one test alone, at a step of a route. */
export async function personAt(step: string, method = 'app-pin'): Promise<Clinician> {
  const stops = await stopsOn(method);
  const stop = stops.find((candidate) => candidate.step === step);
  if (!stop) throw new Error(`the route ${method} has no step ${step}`);
  return stop.person.fork();
}

export async function progressOf(person: Clinician): Promise<Progress> {
  return (await person.state()).progress;
}

/** Returns a person's step, as phase/step. */
export async function placeOf(person: Clinician): Promise<string> {
  const { position } = await progressOf(person);
  return position ? keyOf(position) : 'nowhere';
}

/** Returns the parts of a text of the pack between its placeholders, as they are shown. */
function shown(text: string): string[] {
  return text
    .replaceAll('**', '')
    .split(/\{[^}]*\}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** Expects the newest message to contain a text of the pack. */
export function expectSaid(person: Clinician, text: string): void {
  for (const piece of shown(text)) expect(person.last.text).toContain(piece);
}

/** Expects the newest message to have the entity of a step, with the person's number of done steps. */
export async function expectAt(person: Clinician, step: string): Promise<void> {
  const { done, total } = overviewOf(pack.guide, await progressOf(person));
  expect(person.last.at).toMatchObject({ ...positionOf(step), done, total });
}

/** Expects the newest message to be the card of a step. */
export async function expectStep(person: Clinician, step: string): Promise<void> {
  const { phase, step: id } = positionOf(step);
  await expectAt(person, step);
  expectSaid(person, texts.steps[phase]?.steps[id]?.title ?? id);
  const titles = person.last.buttons.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining([buttons.back, buttons.stuck, buttons.skip]));
}
