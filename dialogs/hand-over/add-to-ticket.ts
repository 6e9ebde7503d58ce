import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { ANSWERED, type Turn, turnOf } from '../../src/conversation/turn.ts';
import { begin } from '../show-current-step.ts';
import { showMessage } from '../show-message.ts';
import { sentenceField } from './draft.ts';
import { isHandingOver } from './hand-over.ts';
import { showTicket } from './ticket.ts';

/** Contains a slash, so that no phase of a content pack can have the same id. */
export const ADD_TO_TICKET = 'small/add-to-ticket';

/** Shows the form to add to an unclosed ticket; without such a ticket it shows the newest one's state. */
export async function addToTicket(turn: Turn): Promise<void> {
  const { ticket } = turn.tickets;
  if (!ticket || ticket.state === 'closed') return showTicket(turn);
  await begin(turn, ADD_TO_TICKET);
}

/** Checks whether the person is adding to their ticket. */
export function isAdding({ dc }: Turn): boolean {
  return dc.activeDialog?.id === ADD_TO_TICKET;
}

/** Checks whether the person writes to the helpdesk: what they type belongs to its form. */
export function isWritingToHelpdesk(turn: Turn): boolean {
  return isHandingOver(turn) || isAdding(turn);
}

/** Adds the words of the form to the ticket; false where the person is not adding to it. */
export async function addFromForm(turn: Turn, sentence: string | undefined): Promise<boolean> {
  if (!isAdding(turn)) return false;
  const words = turn.redact(sentence?.trim() ?? '');
  await (words === '' ? begin(turn, ADD_TO_TICKET, { isEmpty: true }) : add(turn, words));
  return true;
}

/** Asks what to add to the ticket, and takes a form or typed words. */
export class AddToTicketDialog extends Dialog<{ isEmpty?: boolean }> {
  constructor() {
    super(ADD_TO_TICKET);
  }

  override async beginDialog(
    dc: DialogContext,
    { isEmpty = false }: { isEmpty?: boolean } = {},
  ): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { ticket: texts, handOver, buttons } = turn.texts.messages;
    await showMessage(turn, {
      kind: 'add-to-ticket',
      title: turn.say(texts.addTitle, { number: turn.tickets.ticket?.number ?? '' }),
      lines: [turn.say(texts.addLine)],
      fields: [
        sentenceField(turn, {
          value: '',
          isRequired: true,
          ...(isEmpty && { problem: turn.say(handOver.noSentence) }),
        }),
      ],
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

/** Adds words to the ticket and says so, or that it is full; nobody would read them on a ticket that has just been closed. */
export function appendToTicket(turn: Turn, text: string): void {
  const { ticket } = turn.tickets;
  if (!ticket || ticket.state === 'closed' || text === '') return;
  const { added } = turn.texts.messages.ticket;
  if (addOrWarn(turn, text)) turn.notice(turn.say(added, { number: ticket.number }));
}

/** Adds words to the ticket; where it is full the person is told, since nobody gets the words. */
export function addOrWarn(turn: Turn, text: string): boolean {
  const isAdded = turn.tickets.add(text);
  const { full } = turn.texts.messages.ticket;
  if (!isAdded) turn.warn(turn.say(full, { number: turn.tickets.ticket?.number ?? '' }));
  return isAdded;
}

async function add(turn: Turn, text: string): Promise<void> {
  await turn.dc.cancelAllDialogs();
  appendToTicket(turn, text);
  await showTicket(turn);
}
