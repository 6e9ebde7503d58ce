import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Button } from '../cards/elements.ts';
import { messageCard } from '../cards/message.ts';
import { type Turn, turnOf } from '../src/conversation/turn.ts';
import { indexOn, pathOf } from '../src/guide/path.ts';
import { isSame, type Position, positionOf } from '../src/guide/position.ts';
import { matchName } from '../src/understanding/match-name.ts';
import { handOver } from './hand-over/hand-over.ts';
import { begin, showCurrentStep } from './show-current-step.ts';
import { linkButton, placeLine } from './show-step.ts';
import { guidePosition, sayGuide, stepTitle } from './words.ts';

/** Holds a slash, so that no phase of a content pack can have the same id. */
export const STUCK = 'small/stuck';

/** Lists the problems of the current step, shows a remedy, and asks whether it helped. */
export class StuckDialog extends Dialog<{ problem?: string }> {
  constructor() {
    super(STUCK);
  }

  /** Shows the remedy of the problem named in the options, else the list. */
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
    turn.answered = await answer(turn, dc);
    return Dialog.EndOfTurn;
  }
}

/** The problem whose remedy is on; undefined where none is. */
export function problemOn(dc: DialogContext): string | undefined {
  return dc.activeDialog?.id === STUCK ? dc.activeDialog.state.problem : undefined;
}

/** Takes the answer to "did that help?". */
export async function takeOutcome(turn: Turn, dc: DialogContext, outcome: string): Promise<void> {
  if (outcome !== 'solved') return handOver(turn, dc, deskFor(turn, dc));
  turn.notice(turn.say(turn.texts.messages.notices.solved));
  await showCurrentStep(turn, dc);
}

async function answer(turn: Turn, dc: DialogContext): Promise<boolean> {
  const picked = matchName(
    turn.text,
    problemsAt(turn).map((id) => ({ id, names: [problemTitle(turn, id)] })),
  );
  if (picked.kind === 'none' || (picked.kind === 'some' && turn.asks)) return false;
  // A remedy changes nothing, so the likeliest will do.
  await begin(dc, STUCK, { problem: picked.kind === 'one' ? picked.id : picked.ids[0] });
  return true;
}

async function showProblems(turn: Turn): Promise<void> {
  const { stuck, buttons } = turn.texts.messages;
  const ids = problemsAt(turn);
  const card = messageCard({
    kind: 'problems',
    notices: turn.takeNotices(),
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
      { title: turn.say(buttons.human), data: { action: 'human' } },
    ],
  });
  await turn.reply(card, guidePosition(turn));
}

async function showRemedy(turn: Turn, id: string): Promise<void> {
  const { remedy, buttons } = turn.texts.messages;
  const problem = turn.content.guide.problems[id];
  const card = messageCard({
    kind: 'remedy',
    notices: turn.takeNotices(),
    ...placeOfStep(turn, turn.state.progress.position),
    title: problemTitle(turn, id),
    steps: (turn.texts.guide.problems[id]?.remedy ?? []).map((line) => sayGuide(turn, line)),
    links: [
      ...(problem?.links ?? []).map((link) => linkButton(turn, link)),
      ...goToButton(turn, problem?.goTo),
    ],
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
  await turn.reply(card, guidePosition(turn));
}

function placeOfStep(turn: Turn, at: Position | undefined): { place?: string } {
  return at ? { place: `${placeLine(turn, at)} – ${stepTitle(turn, at)}` } : {};
}

/** Nothing where the person is at that step already, or their path does not touch it. */
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
  return sayGuide(turn, turn.texts.guide.problems[id]?.title ?? id);
}

function problemsAt(turn: Turn): string[] {
  const at = turn.state.progress.position;
  const phase = turn.content.guide.phases.find((candidate) => candidate.id === at?.phase);
  return phase?.steps.find((step) => step.id === at?.step)?.problems ?? [];
}

/** The desk that the problem whose remedy is on belongs to, else that of the phase the person is in. */
export function deskFor(turn: Turn, dc: DialogContext): string | undefined {
  const { problems, phases } = turn.content.guide;
  const problem = problemOn(dc);
  const phase = phases.find(({ id }) => id === turn.state.progress.position?.phase);
  return (problem === undefined ? undefined : problems[problem]?.contact) ?? phase?.contact;
}
