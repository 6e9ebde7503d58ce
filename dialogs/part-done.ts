import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { ANSWERED, type Turn, turnOf } from '../src/conversation/turn.ts';
import { enterAt } from '../src/guide/navigation.ts';
import { positionOf } from '../src/guide/path.ts';
import { idsNamed, matchName } from '../src/understanding/match-name.ts';
import { askOrHuman } from './buttons.ts';
import { showCurrentStep } from './show-current-step.ts';
import { showOutsideGuide } from './show-message.ts';

/** Contains a slash, so that no phase of a content pack can have the same id. */
export const PART_DONE = 'small/part-done';

/** Asks a person who has done a part already where they are, and starts them there. */
export class PartDoneDialog extends Dialog {
  constructor() {
    super(PART_DONE);
  }

  /** Shows the entries, those with a name that somebody said before the others. */
  override async beginDialog(
    dc: DialogContext,
    { named = '' }: { named?: string } = {},
  ): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { partDone, buttons } = turn.texts.messages;
    const first = entriesNamed(turn, named);
    const others = entries(turn).filter(({ id }) => !first.some((entry) => entry.id === id));
    await showOutsideGuide(turn, {
      kind: 'part-done',
      title: turn.say(partDone.title),
      lines: partDone.lines.map((line) => turn.say(line)),
      options: [...first, ...others].map(({ id, title }) => ({
        button: { title, data: { action: 'choose', what: 'entry', value: id } },
      })),
      buttons: [{ title: turn.say(buttons.start), data: { action: 'start' } }, ...askOrHuman(turn)],
    });
    return Dialog.EndOfTurn;
  }

  /** Takes a typed answer; the buttons work from anywhere. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { input } = turn;
    if (input.kind !== 'text') return Dialog.EndOfTurn;
    const picked = matchName(
      input.text,
      entries(turn).map(({ id, title }) => ({ id, names: [title] })),
    );
    if (picked.kind !== 'one') return Dialog.EndOfTurn;
    await startAt(turn, picked.id);
    return ANSWERED;
  }
}

/** Starts a person at the entry they chose; every step before it counts as done. */
export async function startAt(turn: Turn, id: string): Promise<void> {
  const entry = turn.content.guide.entries.find((candidate) => candidate.id === id);
  if (entry) {
    const { state } = turn;
    if (state.progress.position) state.progressBeforeRestart ??= state.progress;
    state.progress = enterAt(turn.content.guide, state.progress, positionOf(entry.at), entry.method);
    turn.notice(turn.say(turn.texts.messages.notices.entered));
  }
  await showCurrentStep(turn);
}

/** Returns the entries that certainly have a name, or all that fit it as well. */
export function entriesNamed(turn: Turn, name: string): { id: string; title: string }[] {
  const all = entries(turn);
  const ids = idsNamed(
    name,
    all.map(({ id, title }) => ({ id, names: [title] })),
  );
  return all.filter(({ id }) => ids.includes(id));
}

function entries(turn: Turn): { id: string; title: string }[] {
  return turn.content.guide.entries.map(({ id }) => ({
    id,
    title: turn.say(turn.texts.guide.entries[id] ?? id),
  }));
}
