import type { DialogContext } from 'botbuilder-dialogs';
import type { Button } from '../cards/elements.ts';
import { messageCard } from '../cards/message.ts';
import type { Command } from '../src/content/message-texts.ts';
import type { Turn } from '../src/turn/turn.ts';
import { isAdding } from './add-to-ticket.ts';
import { helpdeskName } from './desk.ts';
import { showWhereTheyAre } from './enter.ts';
import { sayWhatIsLeftOut } from './left-out.ts';
import { showTicket } from './ticket.ts';

/** Whether a person of the helpdesk has the conversation. */
export function isWithHelpdesk({ talk, tickets }: Turn): boolean {
  return talk.withHelpdesk === true && tickets.ticket?.state === 'taken';
}

/**
 * Passes on to the helpdesk what is typed, and keeps quiet; except about secrets, which are not passed on, and for whoever
 * presses or types the way back, or asks for their ticket as they were told they can.
 */
export async function hearForHelpdesk(
  turn: Turn,
  dc: DialogContext,
  command: Command | undefined,
): Promise<void> {
  const { said } = turn;
  if (command === 'ticket') return showQuiet(turn);
  if (command === 'assistant' || (said.kind === 'submit' && said.act.action === 'assistant'))
    return backToAssistant(turn, dc);
  if (said.kind === 'text') {
    sayWhatIsLeftOut(turn);
    if (!turn.isOnlySensitive) turn.tickets.add(turn.redact(turn.text));
    return turn.hasNotices ? showQuiet(turn) : undefined;
  }
  if (said.kind === 'joined') return undefined;
  if (said.kind === 'submit' && said.act.action === 'send' && isAdding(dc))
    await passOn(turn, dc, said.act.sentence ?? '');
  if (said.kind === 'file') turn.warn(turn.say(turn.texts.messages.notices.noFiles));
  return showQuiet(turn);
}

/** Passes on what stands in a form that was shown before somebody took the ticket. */
async function passOn(turn: Turn, dc: DialogContext, sentence: string): Promise<void> {
  const { ticket } = turn.tickets;
  const text = turn.redact(sentence.trim());
  await dc.cancelAllDialogs();
  if (!ticket || text === '') return;
  turn.tickets.add(text);
  turn.notice(turn.say(turn.texts.messages.ticket.added, { number: ticket.number }));
}

/** The assistant answers again; the ticket stays where it is. */
export async function backToAssistant(turn: Turn, dc: DialogContext): Promise<void> {
  const { ticket } = turn.tickets;
  if (ticket && isWithHelpdesk(turn)) {
    turn.talk.withHelpdesk = false;
    turn.tickets.note('left');
    turn.notice(turn.say(turn.texts.messages.fromHelpdesk.back, { desk: helpdeskName(turn) }));
  }
  await showWhereTheyAre(turn, dc);
}

/** From now on what is typed goes to the helpdesk again. */
export async function writeToHelpdesk(turn: Turn): Promise<void> {
  const { ticket } = turn.tickets;
  const { fromHelpdesk } = turn.texts.messages;
  if (ticket?.state !== 'taken') {
    if (ticket) turn.warn(turn.say(fromHelpdesk.notTaken, { desk: helpdeskName(turn) }));
    return showTicket(turn);
  }
  if (turn.talk.withHelpdesk !== true) turn.tickets.note('returned');
  turn.talk.withHelpdesk = true;
  await turn.reply(
    messageCard({
      kind: 'with-helpdesk',
      notices: turn.takeNotices(),
      title: turn.say(fromHelpdesk.writing, { desk: helpdeskName(turn) }),
      buttons: [backButton(turn)],
    }),
  );
}

/** The way back from a person to the assistant. */
export function backButton(turn: Turn): Button {
  return { title: turn.say(turn.texts.messages.buttons.backToAssistant), act: { action: 'assistant' } };
}

async function showQuiet(turn: Turn): Promise<void> {
  const { fromHelpdesk } = turn.texts.messages;
  await turn.reply(
    messageCard({
      kind: 'with-helpdesk',
      notices: turn.takeNotices(),
      title: turn.say(fromHelpdesk.stillWithHelpdesk, { desk: helpdeskName(turn) }),
      buttons: [backButton(turn)],
    }),
  );
}
