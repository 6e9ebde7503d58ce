import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import type { Button } from '../cards/elements.ts';
import { ANSWERED, type Turn, turnOf } from '../src/conversation/turn.ts';
import { indexOn, isSame, type Position, pathOf, positionOf, stepAt } from '../src/guide/path.ts';
import { matchName } from '../src/understanding/match-name.ts';
import { humanButton, linkButton } from './buttons.ts';
import { firstSentences } from './first-sentences.ts';
import { deskOfPhase } from './hand-over/desk.ts';
import { askForPerson } from './hand-over/hand-over.ts';
import { placeAndTitle, sayWithChoices, stepTitle } from './labels.ts';
import { begin, showCurrentStep } from './show-current-step.ts';
import { showMessage } from './show-message.ts';

/** Contains a slash, so that no phase of a content pack can have the same id. */
export const STUCK = 'small/stuck';

/** Lists the problems of the current step, shows a remedy, and asks whether it helped. */
export class StuckDialog extends Dialog<{ problem?: string }> {
  constructor() {
    super(STUCK);
  }

  /** Shows the remedy of the problem in the options, or the list of problems. */
  override async beginDialog(
    dc: DialogContext,
    options: { problem?: string } = {},
  ): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { problems } = turn.content.guide;
    const problem =
      options.problem !== undefined && Object.hasOwn(problems, options.problem) ? options.problem : undefined;
    if (dc.activeDialog) dc.activeDialog.state = { problem };
    await (problem ? showRemedy(turn, problem) : showProblems(turn));
    return Dialog.EndOfTurn;
  }

  /** Takes the typed name of a problem; the buttons work from anywhere. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    return (await answer(turn)) ? ANSWERED : Dialog.EndOfTurn;
  }
}

/** Returns the problem whose remedy is shown, if one is. */
export function problemOn({ dc }: Turn): string | undefined {
  return dc.activeDialog?.id === STUCK ? dc.activeDialog.state.problem : undefined;
}

/** Takes the answer to "Did that help?". */
export async function takeOutcome(turn: Turn, outcome: string): Promise<void> {
  if (outcome !== 'solved') return askForPerson(turn, deskFor(turn), 'not-helped');
  turn.notice(turn.say(turn.texts.messages.notices.solved));
  await showCurrentStep(turn);
}

async function answer(turn: Turn): Promise<boolean> {
  const { input } = turn;
  if (input.kind !== 'text') return false;
  const picked = matchName(
    input.text,
    problemsAt(turn).map((id) => ({ id, names: [problemTitle(turn, id)] })),
  );
  if (picked.kind === 'none' || (picked.kind === 'some' && input.isQuestion)) return false;
  // A remedy changes nothing, so the likeliest problem is good enough.
  await begin(turn, STUCK, { problem: picked.kind === 'one' ? picked.id : picked.ids[0] });
  return true;
}

async function showProblems(turn: Turn): Promise<void> {
  const { stuck, buttons } = turn.texts.messages;
  const ids = problemsAt(turn);
  await showMessage(turn, {
    kind: 'problems',
    ...placeOfStep(turn, turn.state.progress.position),
    title: turn.say(stuck.title),
    lines: [turn.say(ids.length > 0 ? stuck.choose : stuck.none)],
    options: ids.map((id) => ({
      button: { title: problemTitle(turn, id), data: { action: 'choose', what: 'problem', value: id } },
    })),
    buttons: [
      backToStep(turn),
      ...(ids.length > 0
        ? [
            {
              title: turn.say(buttons.otherProblem),
              data: { action: 'choose', what: 'outcome', value: 'unsolved' },
            } as const,
          ]
        : []),
      humanButton(turn),
    ],
  });
}

async function showRemedy(turn: Turn, id: string): Promise<void> {
  const { remedy, buttons } = turn.texts.messages;
  const problem = turn.content.guide.problems[id];
  const steps = (turn.texts.guide.problems[id]?.remedy ?? []).map((line) => sayWithChoices(turn, line));
  turn.tell({ problem: id }, firstSentences(steps, turn.texts.language));
  await showMessage(turn, {
    kind: 'remedy',
    ...placeOfStep(turn, turn.state.progress.position),
    title: problemTitle(turn, id),
    steps,
    pages: (problem?.links ?? []).map((link) => linkButton(turn, link)),
    links: goToButton(turn, problem?.goTo),
    question: turn.say(remedy.didItHelp),
    buttons: [
      {
        title: turn.say(buttons.worked),
        data: { action: 'choose', what: 'outcome', value: 'solved' },
        primary: true,
      },
      { title: turn.say(buttons.stillStuck), data: { action: 'choose', what: 'outcome', value: 'unsolved' } },
      backToStep(turn),
    ],
  });
}

function placeOfStep(turn: Turn, at: Position | undefined): { place?: string } {
  return at ? { place: placeAndTitle(turn, at) } : {};
}

/** Returns a button for a step; none where the person is there, or their path does not include it. */
function goToButton(turn: Turn, key: string | undefined): Button[] {
  if (key === undefined) return [];
  const { progress } = turn.state;
  const target = positionOf(key);
  const onPath = indexOn(pathOf(turn.content.guide, progress.choices.method), target) >= 0;
  if (!onPath || isSame(progress.position, target)) return [];
  const title = turn.say(turn.texts.messages.buttons.goToStep, { step: stepTitle(turn, target) });
  return [{ title, data: { action: 'choose', what: 'place', value: key } }];
}

function backToStep(turn: Turn): Button {
  return { title: turn.say(turn.texts.messages.buttons.backToStep), data: { action: 'resume' } };
}

function problemTitle(turn: Turn, id: string): string {
  return sayWithChoices(turn, turn.texts.guide.problems[id]?.title ?? id);
}

function problemsAt(turn: Turn): string[] {
  return stepAt(turn.content.guide, turn.state.progress.position)?.problems ?? [];
}

/** Returns the desk for the problem whose remedy is shown, or else for the person's phase. */
export function deskFor(turn: Turn): string | undefined {
  const { problems } = turn.content.guide;
  const problem = problemOn(turn);
  const ofProblem = problem === undefined ? undefined : problems[problem]?.contact;
  return ofProblem ?? deskOfPhase(turn, turn.state.progress.position?.phase);
}
