import type { Button } from '../cards/elements.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { changeable } from '../src/guide/choices.ts';
import { overviewOf } from '../src/guide/overview.ts';
import { keyOf } from '../src/guide/path.ts';
import { humanButton, linkButton, printButtons } from './buttons.ts';
import { centreLabel, choiceLabels, stepTitle } from './labels.ts';
import { showMessage } from './show-message.ts';

/** Open steps beyond this number are listed without a button. */
const MOST_OPEN_BUTTONS = 6;

/** Shows the summary at the end: done and open steps, the choices, and how to change them. */
export async function showSummary(turn: Turn): Promise<void> {
  const { summary, buttons } = turn.texts.messages;
  const { steps } = overviewOf(turn.content.guide, turn.state.progress);
  const open = steps.filter((step) => step.state !== 'done');
  const done = steps.filter((step) => step.state === 'done');
  const section = (title: string, lines: string[]) =>
    lines.length > 0 ? [{ title: turn.say(title), lines }] : [];
  await showMessage(turn, {
    kind: 'summary',
    title: turn.say(open.length === 0 ? summary.title : summary.titleOpen),
    lines: [turn.say(summary.bookmark)],
    links: [linkButton(turn, turn.content.guide.roles.applicationLink), ...printButtons(turn)],
    sections: [
      ...section(
        summary.open,
        open.map(({ position, state }) => {
          const step = stepTitle(turn, position);
          return state === 'skipped' ? turn.say(summary.skippedStep, { step }) : step;
        }),
      ),
      ...section(
        summary.done,
        done.map(({ position }) => stepTitle(turn, position)),
      ),
      ...section(summary.choices, choiceLines(turn)),
    ],
    options: [
      ...open.slice(0, MOST_OPEN_BUTTONS).map(({ position }) => ({
        button: {
          title: turn.say(buttons.goToStep, { step: stepTitle(turn, position) }),
          data: { action: 'choose', what: 'place', value: keyOf(position) } as const,
        },
      })),
      ...changeable(turn.content.guide).map((name) => ({
        button: {
          title: turn.say(buttons.change[name]),
          data: { action: 'choose', what: 'change', value: name } as const,
        },
      })),
    ],
    buttons: endButtons(turn),
  });
}

function choiceLines(turn: Turn): string[] {
  const { summary } = turn.texts.messages;
  const { choices } = turn.state.progress;
  const { method, area } = choiceLabels(turn);
  const lines = { method, centre: centreLabel(turn), area };
  return changeable(turn.content.guide)
    .filter((name) => choices[name] !== undefined)
    .map((name) => `${turn.say(summary[name])} ${lines[name]}`);
}

function endButtons(turn: Turn): Button[] {
  const { buttons } = turn.texts.messages;
  return [
    { title: turn.say(buttons.back), data: { action: 'back' } },
    { title: turn.say(buttons.restart), data: { action: 'restart' } },
    humanButton(turn),
  ];
}
