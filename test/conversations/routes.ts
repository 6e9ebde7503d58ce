import { expect } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { overviewOf } from '../../src/guide/overview.ts';
import { keyOf, positionOf } from '../../src/guide/position.ts';
import type { Progress } from '../../src/guide/progress.ts';
import { Clinician, pack } from '../support/clinician.ts';

const texts = textsOf(pack, DEFAULT_LANGUAGE);
export const { buttons, notices } = texts.messages;

/** The routes through the guide, by the method chosen on them. */
export const ROUTES = pack.guide.methods.map(({ id }) => id);

/** The buttons to press at the steps with a choice, except for the second factor. */
const ANSWERS: Record<string, string[]> = {
  'cpms-access/choose-centre': ['Netherlands', 'Radboudumc (Radboud university medical center), Nijmegen'],
  'first-login/choose-thematic-area': [
    'WS2 – Functional urogenital conditions requiring highly specialised surgery',
  ],
};

/** The buttons to press at a step to have it done. */
export function answersAt(step: string, method: string): string[] {
  if (step === 'two-factor/choose-method') return [texts.guide.methods[method]?.name ?? method];
  return ANSWERS[step] ?? [buttons.next];
}

/** Completes the person's step; an earlier choice is kept. */
export async function doStep(person: Clinician, method: string): Promise<void> {
  if (person.last.buttons.some(({ title }) => title === buttons.next))
    return void (await person.press(buttons.next));
  for (const title of answersAt(await placeOf(person), method)) await person.press(title);
}

export interface Stop {
  /** phase/step */
  step: string;
  /** A person who has come to this step by this route and sees its card. Others get the same one: fork it. */
  person: Clinician;
}

const walked = new Map<string, Promise<Stop[]>>();

/** A person at each step of a route. */
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

/** A person of their own at that step of that route. */
export async function personAt(step: string, method = 'app-pin'): Promise<Clinician> {
  const stops = await stopsOn(method);
  const stop = stops.find((candidate) => candidate.step === step);
  if (!stop) throw new Error(`the route ${method} has no step ${step}`);
  return stop.person.fork();
}

export async function progressOf(person: Clinician): Promise<Progress> {
  return (await person.state()).progress;
}

/** The step a person is at, as phase/step. */
export async function placeOf(person: Clinician): Promise<string> {
  const { position } = await progressOf(person);
  return position ? keyOf(position) : 'nowhere';
}

/** A text of the pack as it is shown, the parts that are filled in left out. */
function shown(text: string): string[] {
  return text
    .replaceAll('**', '')
    .split(/\{[^}]*\}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** The newest message says this text of the pack. */
export function expectSaid(person: Clinician, text: string): void {
  for (const piece of shown(text)) expect(person.last.text).toContain(piece);
}

/** The newest message has the entity of this step, with the person's own count of what is done. */
export async function expectAt(person: Clinician, step: string): Promise<void> {
  const { done, total } = overviewOf(pack.guide, await progressOf(person));
  expect(person.last.at).toMatchObject({ ...positionOf(step), done, total });
}

/** The newest message is the card of this step. */
export async function expectStep(person: Clinician, step: string): Promise<void> {
  const { phase, step: id } = positionOf(step);
  await expectAt(person, step);
  expectSaid(person, texts.steps[phase]?.steps[id]?.title ?? id);
  const titles = person.last.buttons.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining([buttons.back, buttons.stuck, buttons.skip]));
}
