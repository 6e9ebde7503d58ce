import type { Turn } from '../src/conversation/turn.ts';
import { askOrHuman, continueButtons, humanButton, questionButton } from './buttons.ts';
import { changesOf } from './changes.ts';
import { lastingOf } from './lasting.ts';
import { showMessage, showOutsideGuide } from './show-message.ts';

/** Apologises for an error of the assistant and offers to go on. */
export async function sayError(turn: Turn): Promise<void> {
  const { notices } = turn.texts.messages;
  await showOutsideGuide(turn, {
    kind: 'error',
    title: turn.say(notices.error),
    buttons: [...continueButtons(turn), humanButton(turn)],
  });
}

/** Invites a question, with some that people ask, and says how questions are handled. */
export async function showAsk(turn: Turn): Promise<void> {
  const { ask } = turn.texts.messages;
  const samples = turn.texts.guide.sampleQuestions.filter((id) => Object.hasOwn(turn.texts.questions, id));
  await showMessage(turn, {
    kind: 'ask',
    title: turn.say(ask.title),
    lines: ask.lines.map((line) => turn.say(line)),
    ...(samples.length > 0 && {
      question: turn.say(ask.samples),
      options: samples.map((id) => ({ button: questionButton(turn, id) })),
    }),
    buttons: [...continueButtons(turn), humanButton(turn)],
  });
}

/** Lists what a person can do at any time. */
export async function showHelp(turn: Turn): Promise<void> {
  const { help, buttons } = turn.texts.messages;
  const { network } = turn.texts;
  const inGuide = turn.state.progress.position !== undefined && !turn.state.progress.paused;
  const changes = changesOf(turn);
  const lines = help.lines.filter((line) => changes !== '' || !line.includes('{changes}'));
  await showMessage(turn, {
    kind: 'help',
    title: turn.say(help.title),
    lines: [...lines, network.guide, network.about].map((line) => turn.say(line, { changes })),
    links: (['site', 'ernSite'] as const).map((name) => ({
      title: turn.say(network.sites[name]),
      url: turn.content.network[name],
    })),
    buttons: [
      ...continueButtons(turn),
      ...askOrHuman(turn),
      ...(inGuide
        ? [
            { title: turn.say(buttons.partDone), data: { action: 'choose', what: 'part' } } as const,
            { title: turn.say(buttons.pause), data: { action: 'choose', what: 'pause' } } as const,
          ]
        : []),
    ],
  });
}

/** Says that the guide is paused and how to come back. */
export async function showPaused(turn: Turn): Promise<void> {
  const { paused } = turn.texts.messages;
  await showMessage(turn, {
    kind: 'paused',
    title: turn.say(paused.title),
    lines: paused.lines.map((line) => turn.say(line, lastingOf(turn))),
    buttons: [...continueButtons(turn), ...askOrHuman(turn)],
  });
}
