import type { Turn } from '../../src/conversation/turn.ts';
import { keyOf } from '../../src/guide/path.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { centreLabel, choiceLabels, placeAndTitle } from '../labels.ts';
import { isOwn } from './desk.ts';

/**
 * Returns the person's step and choices in words, so that nobody has to ask where they are stuck. A desk outside the network
 * also gets the facts that EU Login support asks for: the application with its address, and where the link came from.
 */
export function factsFor(turn: Turn, desk: string): Pick<Ticket, 'facts' | 'step' | 'country' | 'centre'> {
  const { facts: names } = turn.texts.messages.handOver;
  const { position, choices } = turn.state.progress;
  const fact = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ name: turn.say(name), value }];
  const step = position && placeAndTitle(turn, position);
  const isCentreKnown = choices.country !== undefined || choices.centre !== undefined;
  return {
    ...(position && { step: keyOf(position) }),
    ...(choices.country !== undefined && { country: choices.country }),
    ...(choices.centre !== undefined && { centre: choices.centre }),
    facts: [
      ...fact(names.step, step),
      ...fact(names.method, choices.method === undefined ? undefined : choiceLabels(turn).method),
      ...fact(names.centre, isCentreKnown ? centreLabel(turn) : undefined),
      ...(isOwn(turn, desk) ? [] : fact(names.application, applicationLine(turn))),
      ...(isOwn(turn, desk) ? [] : fact(names.cameFrom, turn.say(names.cameFromValue))),
    ],
  };
}

function applicationLine(turn: Turn): string {
  const { links, roles } = turn.content.guide;
  return `${turn.say(turn.texts.messages.recap.applicationValue)}, ${links[roles.applicationLink]}`;
}
