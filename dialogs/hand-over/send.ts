import type { CardAction } from '../../cards/action.ts';
import { rememberTicket } from '../../src/conversation/state.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { problemWithAddress, toAscii, toReadable } from '../../src/lib/email-address.ts';
import { continueButtons } from '../buttons.ts';
import { lastingOf } from '../lasting.ts';
import { showMessage } from '../show-message.ts';
import { deskFor } from '../stuck.ts';
import { addFromForm } from './add-to-ticket.ts';
import { deskName, isOwn, openingLine } from './desk.ts';
import { type Draft, type FormProblems, fillDraft } from './draft.ts';
import { screenshotLine } from './files.ts';
import { draftOn, handOver, showDraft } from './hand-over.ts';

/** Sends the draft that was shown, filled with the form; a draft with a problem is shown again and not sent. */
export async function send(turn: Turn, form: Extract<CardAction, { action: 'send' }>): Promise<void> {
  if (await addFromForm(turn, form.sentence)) return;
  const shown = draftOn(turn);
  // The draft or ticket is gone; a new draft takes the words over.
  if (!shown) return handOver(turn, deskFor(turn), form);
  const draft = fillDraft(turn, shown, form);
  const problems = problemsWith(turn, draft, form);
  if (Object.keys(problems).length > 0) return showDraft(turn, draft, problems);
  const tooMany = await tooManyFor(turn, draft);
  if (tooMany === undefined) return sendNow(turn, draft);
  turn.warn(tooMany);
  await showDraft(turn, draft);
}

/** Returns everything for which the draft is shown again, by the field that it is about. */
function problemsWith(
  turn: Turn,
  { desk, sentence, email, needsSentence }: Draft,
  form: Extract<CardAction, { action: 'send' }>,
): FormProblems {
  const { handOver: texts } = turn.texts.messages;
  const isCleaned = form.sentence !== undefined && sentence !== form.sentence.trim();
  const wrong = email === undefined ? undefined : problemWithAddress(email);
  return {
    ...(sentence === '' && needsSentence && { sentence: turn.say(texts.noSentence) }),
    ...(isCleaned && { sentence: turn.say(texts.leftOut) }),
    ...(wrong && { email: turn.say(texts.badEmail[wrong]) }),
    ...(email === undefined &&
      !isOwn(turn, desk) && { email: turn.say(texts.noEmail, { desk: deskName(turn, desk) }) }),
  };
}

/** Returns what somebody is told who has handed over too often; the draft keeps their words. */
async function tooManyFor(turn: Turn, { desk }: Draft): Promise<string | undefined> {
  if (await turn.tickets.mayOpen()) return undefined;
  const { handOver: texts } = turn.texts.messages;
  const { email } = turn.content.network.contacts[desk] ?? {};
  const values = { desk: deskName(turn, desk) };
  return email ? turn.say(texts.tooManyMail, { ...values, email }) : turn.say(texts.tooMany, values);
}

async function sendNow(turn: Turn, { needsSentence: _, email, deskFacts, ...draft }: Draft): Promise<void> {
  const { sent, buttons } = turn.texts.messages;
  const ticket = turn.tickets.open({
    ...draft,
    facts: deskFacts ?? draft.facts,
    ...(email && { email: toAscii(email) }),
    language: turn.texts.language,
    talk: turn.scope.stateId,
    address: turn.address,
  });
  turn.count('hand-over', ticket.step);
  turn.count('ticket-sent', ticket.desk);
  rememberTicket(turn.state, ticket.number);
  delete turn.state.withHelpdesk;
  await turn.dc.cancelAllDialogs();
  const desk = deskName(turn, ticket.desk);
  const answer = isOwn(turn, ticket.desk)
    ? [
        whereAnswerComes(turn, ticket.email),
        ...openingLine(turn, ticket.desk),
        ...screenshotLine(turn, ticket.number),
      ]
    : [turn.say(sent.byMail, { desk, email: email ?? '' })];
  await showMessage(turn, {
    kind: 'sent',
    title: turn.say(sent.title, { number: ticket.number }),
    lines: [...answer, turn.say(sent.meanwhile)],
    buttons: [...continueButtons(turn), { title: turn.say(buttons.myTicket), data: { action: 'ticket' } }],
  });
}

/** Returns where the answer of the network's own helpdesk will be; others in a group do not read the address. */
function whereAnswerComes(turn: Turn, email: string | undefined): string {
  const { sent } = turn.texts.messages;
  return email === undefined || !turn.tickets.emailsAnswers || turn.scope.isShared
    ? turn.say(sent.here, lastingOf(turn))
    : turn.say(sent.hereOrMail, { email: toReadable(email) });
}
