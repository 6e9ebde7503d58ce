import type { Button } from '../../cards/elements.ts';
import type { Contact } from '../../src/content/schema/structure.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { dateLocale } from '../../src/lib/date-locale.ts';
import { inDeskTime, isOpenAt, opensAt } from '../../src/tickets/opening-hours.ts';

/** Returns a desk's name. */
export function deskName(turn: Turn, desk: string): string {
  return turn.say(turn.texts.network.contacts[desk]?.name ?? desk);
}

/** Returns the name of the network's own helpdesk, whose people answer in the chat. */
export function helpdeskName(turn: Turn): string {
  return deskName(turn, turn.content.network.helpdesk);
}

/** Returns the desk for trouble in a phase; undefined where that is the network's own. */
export function deskOfPhase({ content }: Turn, phase: string | undefined): string | undefined {
  return content.guide.phases.find(({ id }) => id === phase)?.contact;
}

/** Checks whether a desk is the network's own, which answers in the chat and for desks that the content no longer has. */
export function isOwn(turn: Turn, desk: string): boolean {
  return desk === turn.content.network.helpdesk || contactOf(turn, desk) === undefined;
}

/** Returns the sentence that a desk is open, or when it opens next; none where that is not known. */
export function openingLine(turn: Turn, desk: string): string[] {
  const { handOver } = turn.texts.messages;
  const { hours } = contactOf(turn, desk) ?? {};
  const opens = nextOpening(turn, desk);
  if (opens !== undefined) return [turn.say(handOver.isClosed, { opens })];
  // A desk that stays closed beyond the period searched has no next opening to name.
  return hours && isOpenAt(hours, new Date()) ? [turn.say(handOver.isOpen)] : [];
}

/** Returns when a closed desk opens next, in words; undefined where it is open or its hours are not set. */
export function nextOpening(turn: Turn, desk: string): string | undefined {
  const { hours } = contactOf(turn, desk) ?? {};
  const now = new Date();
  const opens = hours && !isOpenAt(hours, now) ? opensAt(hours, now) : undefined;
  return hours && opens ? inDeskTime(hours, opens, turn.texts.language) : undefined;
}

/** Returns a date in words, in the time zone of the desk. */
export function formatDay(turn: Turn, desk: string, at: string): string {
  const timeZone = contactOf(turn, desk)?.hours?.timeZone ?? 'UTC';
  return new Intl.DateTimeFormat(dateLocale(turn.texts.language), { dateStyle: 'long', timeZone }).format(
    new Date(at),
  );
}

/** Returns the button that leads from another desk to the network's own; none where that takes no tickets, or in a group. */
export function ownDeskButtons(turn: Turn, desk: string): Button[] {
  const { helpdesk } = turn.content.network;
  if (desk === helpdesk || turn.scope.isShared || !turn.tickets.accepts(helpdesk)) return [];
  const title = turn.say(turn.texts.messages.buttons.otherDesk, { desk: helpdeskName(turn) });
  // The words already written to the other desk are sent along.
  return [{ title, data: { action: 'choose', what: 'desk', value: helpdesk }, sendsInputs: true }];
}

/** Returns the button that leads to the contact that is offered where nobody has taken a ticket in time; none where it cannot be reached. */
export function elseButtons(turn: Turn, desk: string): Button[] {
  const { elseAsk = '' } = contactOf(turn, desk) ?? {};
  const { email, page } = contactOf(turn, elseAsk) ?? {};
  if (!email && !page && !turn.tickets.accepts(elseAsk)) return [];
  const title = turn.say(turn.texts.messages.buttons.elseAsk, { desk: deskName(turn, elseAsk) });
  return [{ title, data: { action: 'choose', what: 'desk', value: elseAsk } }];
}

function contactOf(turn: Turn, desk: string): Contact | undefined {
  return turn.content.network.contacts[desk];
}
