import { messageCard } from '../cards/message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { continueButtons } from './continue-buttons.ts';
import { askOrHuman } from './welcome.ts';
import { guidePosition } from './words.ts';

/** Says what can be done at any time. */
export async function showHelp(turn: Turn): Promise<void> {
  const { help, buttons } = turn.texts.messages;
  const { network } = turn.texts;
  const inGuide = turn.state.progress.position !== undefined && !turn.state.progress.paused;
  const card = messageCard({
    kind: 'help',
    notices: turn.takeNotices(),
    title: turn.say(help.title),
    lines: [...help.lines, network.guide, network.about].map((line) => turn.say(line)),
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
  await turn.reply(card, guidePosition(turn));
}
