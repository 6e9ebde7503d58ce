import type { Turn } from '../../src/conversation/turn.ts';
import { keyOf } from '../../src/guide/path.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { languageNameIn } from '../../src/understanding/languages/language-names.ts';
import { centreLabel, choiceLabels, placeAndTitle } from '../labels.ts';
import { isOwn } from './desk.ts';
import type { Draft } from './draft.ts';

/** Returns the place of the person in the guide, and what a desk is told of them: as the person reads it, and as the desk does. */
export function factsFor(
  turn: Turn,
  desk: string,
): Pick<Draft, 'facts' | 'deskFacts' | 'step' | 'country' | 'centre'> {
  const { position, choices } = turn.state.progress;
  const { deskLanguage } = turn.tickets;
  const { language } = turn.texts;
  return {
    ...(position && { step: keyOf(position) }),
    ...(choices.country !== undefined && { country: choices.country }),
    ...(choices.centre !== undefined && { centre: choices.centre }),
    facts: factsInWords(turn, desk, language),
    deskFacts:
      language === deskLanguage
        ? undefined
        : turn.inLanguage(deskLanguage, () => factsInWords(turn, desk, language)),
  };
}

/**
 * Returns the person's step and choices in words, so that nobody has to ask where they are stuck. A desk outside the network
 * also gets the facts that EU Login support asks for: the application with its address, and where the link came from.
 */
function factsInWords(turn: Turn, desk: string, spoken: string): Ticket['facts'] {
  const { facts: names } = turn.texts.messages.handOver;
  const { position, choices } = turn.state.progress;
  const fact = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ name: turn.say(name), value }];
  const step = position && placeAndTitle(turn, position);
  const isCentreKnown = choices.country !== undefined || choices.centre !== undefined;
  const isForeign = spoken !== turn.tickets.deskLanguage;
  return [
    ...fact(names.step, step),
    ...fact(names.method, choices.method === undefined ? undefined : choiceLabels(turn).method),
    ...fact(names.centre, isCentreKnown ? centreLabel(turn) : undefined),
    ...fact(names.language, isForeign ? languageNameIn(turn.texts.language, spoken) : undefined),
    ...(isOwn(turn, desk) ? [] : fact(names.application, applicationLine(turn))),
    ...(isOwn(turn, desk) ? [] : fact(names.cameFrom, turn.say(names.cameFromValue))),
  ];
}

function applicationLine(turn: Turn): string {
  const { links, roles } = turn.content.guide;
  return `${turn.say(turn.texts.messages.recap.applicationValue)}, ${links[roles.applicationLink]}`;
}
