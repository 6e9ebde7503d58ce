import type { Button, Fact } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { aloneButtons, continueButtons } from '../buttons.ts';
import { deskName } from '../hand-over/desk.ts';
import { isHandingOver } from '../hand-over/hand-over.ts';
import { centreLabel, choiceLabels, countDone, placeAndTitle } from '../labels.ts';
import { showMessage } from '../show-message.ts';

/** Lists what is kept about the person, with a button to have it deleted; where others read along, no details are shown. */
export async function showOwnData(turn: Turn): Promise<void> {
  const { ownData } = turn.texts.messages;
  const days = turn.retentionDays;
  const isShared = turn.scope.isShared;
  await showMessage(turn, {
    kind: 'own-data',
    title: turn.say(ownData.title),
    lines: isShared ? [turn.say(ownData.shared, { days })] : [turn.say(ownData.howLong, { days })],
    facts: isShared ? [] : [...guideFacts(turn), ...(await chatFacts(turn)), ...(await ticketFacts(turn))],
    remark: [ownData.untied, ownData.onlyHere].map((line) => turn.say(line)).join(' '),
    links: aloneButtons(turn),
    buttons: [deleteButton(turn), ...continueButtons(turn)],
  });
}

function deleteButton(turn: Turn): Button {
  return { title: turn.say(turn.texts.messages.buttons.deleteData), data: { action: 'delete-data' } };
}

/** Returns the person's place in the guide and their choices. */
function guideFacts(turn: Turn): Fact[] {
  const { facts, values } = turn.texts.messages.ownData;
  const { position, choices } = turn.state.progress;
  const labels = choiceLabels(turn);
  const isCentreKnown = choices.country !== undefined || choices.centre !== undefined;
  return [
    fact(turn, facts.place, position ? placeAndTitle(turn, position) : turn.say(values.notBegun)),
    ...(position ? [fact(turn, facts.done, turn.say(values.done, countDone(turn)))] : []),
    ...(choices.method === undefined ? [] : [fact(turn, facts.method, labels.method)]),
    ...(isCentreKnown ? [fact(turn, facts.centre, centreLabel(turn))] : []),
    ...(choices.area === undefined ? [] : [fact(turn, facts.area, labels.area)]),
  ];
}

/** Returns how much is kept of what was said. */
async function chatFacts(turn: Turn): Promise<Fact[]> {
  const { facts, values } = turn.texts.messages.ownData;
  const messages = await turn.countMessages();
  const said = turn.state.exchanges.length;
  return [
    fact(turn, facts.messages, turn.say(values.messages, { count: messages })),
    ...(said === 0 ? [] : [fact(turn, facts.lastSaid, turn.say(values.lastSaid, { count: said }))]),
    ...(isHandingOver(turn) ? [fact(turn, facts.draft, turn.say(values.draft))] : []),
  ];
}

/** Returns each ticket with its state, and whether it holds an email address. */
async function ticketFacts(turn: Turn): Promise<Fact[]> {
  const { facts, values } = turn.texts.messages.ownData;
  const tickets = await turn.tickets.loadAll();
  if (tickets.length === 0) return [fact(turn, facts.ticket, turn.say(values.noTicket))];
  return tickets.flatMap((ticket) => [
    fact(turn, facts.ticket, describeTicket(turn, ticket)),
    fact(turn, facts.email, turn.say(ticket.email === undefined ? values.noEmail : values.email)),
  ]);
}

function describeTicket(turn: Turn, { number, desk, state }: Ticket): string {
  const { values } = turn.texts.messages.ownData;
  return turn.say(values.ticket[state], { number, desk: deskName(turn, desk) });
}

function fact(turn: Turn, title: string, value: string): Fact {
  return { title: turn.say(title), value };
}
