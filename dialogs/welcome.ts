import type { Turn } from '../src/conversation/turn.ts';
import { aloneButtons, askOrHuman } from './buttons.ts';
import { countDone, phaseTitle, stepTitle } from './labels.ts';
import { lastingOf } from './lasting.ts';
import { showMessage, showOutsideGuide } from './show-message.ts';

/** Introduces the assistant and asks how to begin. */
export async function showWelcome(turn: Turn): Promise<void> {
  if (turn.scope.isShared) return showGroupWelcome(turn);
  const { welcome, buttons } = turn.texts.messages;
  await showOutsideGuide(turn, {
    kind: 'welcome',
    title: turn.say(welcome.title),
    lines: welcome.lines.map((line) => turn.say(line, lastingOf(turn))),
    sections: [
      { title: turn.say(welcome.before.title), lines: welcome.before.lines.map((line) => turn.say(line)) },
      {
        title: turn.say(welcome.parts),
        lines: turn.content.guide.phases.map(({ id }) => phaseTitle(turn, id)),
      },
    ],
    buttons: [
      { title: turn.say(buttons.start), data: { action: 'start' }, primary: true },
      { title: turn.say(buttons.partDone), data: { action: 'choose', what: 'part' } },
      ...askOrHuman(turn),
    ],
  });
}

/**
 * Introduces the assistant in a group, briefly, with a link to a one-to-one chat. A group that the assistant has just joined
 * gets no other buttons, since nobody in it has written anything yet.
 */
async function showGroupWelcome(turn: Turn): Promise<void> {
  const { groupWelcome, buttons } = turn.texts.messages;
  await showOutsideGuide(turn, {
    kind: 'group-welcome',
    title: turn.say(groupWelcome.title),
    lines: groupWelcome.lines.map((line) => turn.say(line)),
    buttons: [
      ...aloneButtons(turn),
      ...(turn.incoming.kind === 'joined'
        ? []
        : [{ title: turn.say(buttons.start), data: { action: 'start' } } as const, ...askOrHuman(turn)]),
    ],
  });
}

/** Answers, briefly, a press in a group on an inactive button or on another person's. */
export async function showNotYours(turn: Turn): Promise<void> {
  const { notYours } = turn.texts.messages;
  await showOutsideGuide(turn, {
    kind: 'not-yours',
    title: turn.say(notYours.title),
    lines: notYours.lines.map((line) => turn.say(line)),
    buttons: aloneButtons(turn),
  });
}

/** Offers a person who comes back to go on at their step, by its name, or to start over. */
export async function showWelcomeBack(turn: Turn): Promise<void> {
  const { welcomeBack, buttons } = turn.texts.messages;
  const { position, finished } = turn.state.progress;
  if (!position) return showWelcome(turn);
  const values = {
    step: stepTitle(turn, position),
    phase: phaseTitle(turn, position.phase),
    ...countDone(turn),
  };
  await showMessage(turn, {
    kind: 'welcome-back',
    title: turn.say(welcomeBack.title),
    lines: [turn.say(finished ? welcomeBack.finished : welcomeBack.atStep, values)],
    buttons: [
      { title: turn.say(buttons.resume), data: { action: 'resume' }, primary: true },
      { title: turn.say(buttons.restart), data: { action: 'restart' } },
      { title: turn.say(buttons.partDone), data: { action: 'choose', what: 'part' } },
      ...askOrHuman(turn),
    ],
  });
}
