import type { Button } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { aloneButtons } from '../buttons.ts';
import { deskName } from '../hand-over/desk.ts';
import { showMessage, showOutsideGuide } from '../show-message.ts';

const CONFIRMATION = 'confirm-erasure';

/** Says what goes and what stays; only a button of this card deletes anything. */
export async function confirmErasure(turn: Turn): Promise<void> {
  const { erasure } = turn.texts.messages;
  const tickets = await ticketsShownTo(turn);
  const open = tickets.filter(isOpen);
  await showMessage(turn, {
    kind: CONFIRMATION,
    title: turn.say(erasure.title),
    lines: open.map(({ number, desk }) =>
      turn.say(erasure.openTicket, { number, desk: deskName(turn, desk) }),
    ),
    sections: [
      { title: turn.say(erasure.goes.title), lines: await whatGoes(turn, tickets) },
      { title: turn.say(erasure.stays.title), lines: whatStays(turn, tickets) },
    ],
    buttons: [...eraseButtons(turn, open.length > 0), keepButton(turn)],
  });
}

/**
 * Erases the person's data with this turn, and says so; what is said is not kept either. Only the newest card deletes: with any
 * other one what goes and what stays may have changed, so that it is said again.
 */
export async function erase(turn: Turn, keepsOpenTickets: boolean): Promise<void> {
  const { lastCard } = turn.state;
  if (lastCard && lastCard.kind !== CONFIRMATION) return confirmErasure(turn);
  const { erased } = turn.texts.messages;
  const kept = keepsOpenTickets ? (await turn.tickets.loadAll()).filter(isOpen) : [];
  turn.erase({ keepsOpenTickets });
  await showOutsideGuide(turn, {
    kind: 'erased',
    title: turn.say(kept.length > 0 ? erased.titleButTicket : erased.title),
    lines: [
      ...kept.map(({ number, desk }) => turn.say(erased.kept, { number, desk: deskName(turn, desk) })),
      turn.say(erased.beginAnew),
    ],
    links: aloneButtons(turn),
    buttons: turn.scope.isShared ? [] : [...ticketButtons(turn, kept), startButton(turn)],
  });
}

function isOpen({ state }: Ticket): boolean {
  return state !== 'closed';
}

/** Loads the person's tickets; where others read along there are none to show. */
async function ticketsShownTo(turn: Turn): Promise<Ticket[]> {
  return turn.scope.isShared ? [] : turn.tickets.loadAll();
}

async function whatGoes(turn: Turn, tickets: readonly Ticket[]): Promise<string[]> {
  const { goes } = turn.texts.messages.erasure;
  const count = await turn.countMessages();
  return [
    turn.say(goes.place),
    turn.say(goes.lastSaid),
    ...(count > 0 ? [turn.say(goes.messages, { count })] : []),
    ...tickets.map(({ number }) => turn.say(goes.ticket, { number })),
  ];
}

function whatStays(turn: Turn, tickets: readonly Ticket[]): string[] {
  const { stays } = turn.texts.messages.erasure;
  return [
    ...tickets.flatMap((ticket) => copiesElsewhere(turn, ticket)),
    ...(turn.scope.keepsMessages ? [turn.say(stays.chat)] : []),
    turn.say(stays.untied),
    turn.say(stays.backups),
  ];
}

/** Names the other places that have a ticket already, where nothing can be deleted from here. */
function copiesElsewhere(turn: Turn, { number, desk, elsewhere }: Ticket): string[] {
  const { copies } = turn.texts.messages.erasure.stays;
  return Object.keys(elsewhere).map((system) =>
    turn.say(system === 'email' ? copies.email : copies.system, {
      number,
      system: system.charAt(0).toUpperCase() + system.slice(1),
      desk: deskName(turn, desk),
    }),
  );
}

function eraseButtons(turn: Turn, hasOpenTicket: boolean): Button[] {
  const { buttons } = turn.texts.messages;
  const all = { action: 'erase', keepsOpenTickets: false } as const;
  if (!hasOpenTicket) return [{ title: turn.say(buttons.erase), data: all }];
  return [
    { title: turn.say(buttons.eraseWithTicket), data: all },
    { title: turn.say(buttons.eraseButTicket), data: { action: 'erase', keepsOpenTickets: true } },
  ];
}

function ticketButtons(turn: Turn, kept: readonly Ticket[]): Button[] {
  if (kept.length === 0) return [];
  return [{ title: turn.say(turn.texts.messages.buttons.myTicket), data: { action: 'ticket' } }];
}

function startButton(turn: Turn): Button {
  return { title: turn.say(turn.texts.messages.buttons.start), data: { action: 'start' } };
}

function keepButton(turn: Turn): Button {
  return { title: turn.say(turn.texts.messages.buttons.keepData), data: { action: 'resume' } };
}
