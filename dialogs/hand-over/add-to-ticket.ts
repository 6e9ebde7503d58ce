import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { ANSWERED, type Turn, turnOf } from '../../src/conversation/turn.ts';
import { begin } from '../show-current-step.ts';
import { showMessage } from '../show-message.ts';
import { sentenceField } from './draft.ts';
import { showTicket } from './ticket.ts';

/** Holds a slash, so that no phase of a content pack can have the same id. */
const ADD_TO_TICKET = 'small/add-to-ticket';

/** Lets the person add something to the ticket that waits; where none does, it tells how things stand. */
export async function addToTicket(turn: Turn): Promise<void> {
  const { ticket } = turn.tickets;
  if (!ticket || ticket.state === 'closed') return showTicket(turn);
  await begin(turn, ADD_TO_TICKET);
}

/** Checks whether something is being added to the ticket. */
export function isAdding({ dc }: Turn): boolean {
  return dc.activeDialog?.id === ADD_TO_TICKET;
}

/** Takes what the form holds for the ticket; false where nothing is being added. */
export async function addFromForm(turn: Turn, sentence: string | undefined): Promise<boolean> {
  if (!isAdding(turn)) return false;
  await add(turn, turn.redact(sentence?.trim() ?? ''));
  return true;
}

/** Asks what to add; what is typed is added as well. */
export class AddToTicketDialog extends Dialog {
  constructor() {
    super(ADD_TO_TICKET);
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { ticket: texts, handOver, buttons } = turn.texts.messages;
    await showMessage(turn, {
      kind: 'add-to-ticket',
      title: turn.say(texts.addTitle, { number: turn.tickets.ticket?.number ?? '' }),
      lines: [turn.say(texts.addLine)],
      fields: [sentenceField(turn, '')],
      remark: turn.say(handOver.privacy),
      buttons: [
        { title: turn.say(buttons.send), data: { action: 'send' }, primary: true, sendsInputs: true },
        { title: turn.say(buttons.notNow), data: { action: 'resume' } },
      ],
    });
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    if (turn.message.isOnlySensitive) return Dialog.EndOfTurn;
    await add(turn, turn.redact(turn.message.text));
    return ANSWERED;
  }
}

/** Puts something on the ticket, and says so; not on one that was closed just now, since nobody would read it. */
export function appendToTicket(turn: Turn, text: string): void {
  const { ticket } = turn.tickets;
  if (!ticket || ticket.state === 'closed' || text === '') return;
  turn.tickets.add(text);
  turn.notice(turn.say(turn.texts.messages.ticket.added, { number: ticket.number }));
}

async function add(turn: Turn, text: string): Promise<void> {
  await turn.dc.cancelAllDialogs();
  appendToTicket(turn, text);
  await showTicket(turn);
}
