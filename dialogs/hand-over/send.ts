import type { CardAction } from '../../cards/action.ts';
import { rememberTicket } from '../../src/conversation/state.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { continueButtons } from '../buttons.ts';
import { showMessage } from '../show-message.ts';
import { deskFor } from '../stuck.ts';
import { addFromForm } from './add-to-ticket.ts';
import { deskName, hoursLine, isOwn } from './desk.ts';
import { type Draft, fillDraft, isEmail } from './draft.ts';
import { draftOn, handOver, showDraft } from './hand-over.ts';

/** Sends the draft that was shown, filled with the form; a draft with a problem is shown again and not sent. */
export async function send(turn: Turn, form: Extract<CardAction, { action: 'send' }>): Promise<void> {
  if (await addFromForm(turn, form.sentence)) return;
  const shown = draftOn(turn);
  // The draft or ticket is gone; a new draft takes the words over.
  if (!shown) return handOver(turn, deskFor(turn), form);
  const draft = fillDraft(turn, shown, form);
  const problem = problemWith(turn, draft, form) ?? (await tooManyFor(turn, draft));
  if (problem === undefined) return sendNow(turn, draft);
  turn.warn(problem);
  await showDraft(turn, draft);
}

/** Returns the reason to show the draft again; undefined where it can be sent. */
function problemWith(
  turn: Turn,
  { desk, sentence, email }: Draft,
  form: Extract<CardAction, { action: 'send' }>,
): string | undefined {
  const { handOver: texts } = turn.texts.messages;
  if (form.sentence !== undefined && sentence !== form.sentence.trim()) return turn.say(texts.leftOut);
  if (email !== undefined && !isEmail(email)) return turn.say(texts.badEmail);
  if (email === undefined && !isOwn(turn, desk))
    return turn.say(texts.noEmail, { desk: deskName(turn, desk) });
  return undefined;
}

/** Returns what somebody is told who has handed over too often; the draft keeps their words. */
async function tooManyFor(turn: Turn, { desk }: Draft): Promise<string | undefined> {
  if (await turn.tickets.mayOpen()) return undefined;
  const { handOver: texts } = turn.texts.messages;
  const { email } = turn.content.network.contacts[desk] ?? {};
  const values = { desk: deskName(turn, desk) };
  return email ? turn.say(texts.tooManyMail, { ...values, email }) : turn.say(texts.tooMany, values);
}

async function sendNow(turn: Turn, draft: Draft): Promise<void> {
  const { sent, buttons } = turn.texts.messages;
  const ticket = turn.tickets.open({
    ...draft,
    language: turn.texts.language,
    talk: turn.scope.stateId,
    address: turn.address,
  });
  turn.count('hand-over', ticket.step);
  rememberTicket(turn.state, ticket.number);
  delete turn.state.withHelpdesk;
  await turn.dc.cancelAllDialogs();
  const desk = deskName(turn, ticket.desk);
  const answer = isOwn(turn, ticket.desk)
    ? [turn.say(sent.here), hoursLine(turn, ticket.desk)]
    : [turn.say(sent.byMail, { desk, email: ticket.email ?? '' })];
  await showMessage(turn, {
    kind: 'sent',
    title: turn.say(sent.title, { number: ticket.number }),
    lines: [...answer, turn.say(sent.meanwhile)],
    buttons: [...continueButtons(turn), { title: turn.say(buttons.myTicket), data: { action: 'ticket' } }],
  });
}
