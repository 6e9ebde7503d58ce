import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { MAX_SENTENCE_LENGTH } from '../../cards/action.ts';
import type { Button, Field } from '../../cards/elements.ts';
import type { AskedBecause } from '../../src/analytics/count.ts';
import { excerptForHandOver } from '../../src/conversation/transcript.ts';
import { ANSWERED, type Turn, turnOf } from '../../src/conversation/turn.ts';
import { cleanAddress, isEmail, MAX_EMAIL_LENGTH } from '../../src/lib/email-address.ts';
import { isNameOf } from '../../src/understanding/match-name.ts';
import { begin } from '../show-current-step.ts';
import { showMessage } from '../show-message.ts';
import { showContact } from './contact.ts';
import { deskName, isOwn, openingLine, ownDeskButtons } from './desk.ts';
import { type Draft, type Form, type FormProblems, fillDraft, sentenceField } from './draft.ts';
import { factsFor } from './facts.ts';
import { isTroubleKnown } from './is-trouble-known.ts';
import { showTicket } from './ticket.ts';

/** Contains a slash, so that no phase of a content pack can have the same id. */
const HAND_OVER = 'small/hand-over';

/** Leads somebody to a person, and counts it; while their draft or their ticket waits, that is the same ask. */
export async function askForPerson(
  turn: Turn,
  wanted: string | undefined,
  because: AskedBecause,
  form: Form = {},
): Promise<void> {
  const desk = deskNamed(turn, wanted);
  if (!isHandingOver(turn) && !hasTicketAt(turn, desk)) turn.count('person-asked', `${desk}/${because}`);
  await handOver(turn, wanted, form);
}

/**
 * Leads to a person: shows the draft for the wanted desk, the ticket that is already waiting, or how to reach a desk that
 * takes no tickets.
 */
export async function handOver(turn: Turn, wanted: string | undefined, form: Form = {}): Promise<void> {
  const desk = deskNamed(turn, wanted);
  if (turn.scope.isShared) return showContact(turn, desk, form.sentence);
  if (hasTicketAt(turn, desk)) return showTicket(turn);
  if (!turn.tickets.accepts(desk)) return showContact(turn, desk, form.sentence);
  const draft = draftOn(turn);
  if (draft?.desk === desk) return showDraft(turn, fillDraft(turn, draft, form));
  const { sentence, email } = draft ?? {};
  return begin(turn, HAND_OVER, fillDraft(turn, { desk, sentence, email }, form));
}

/** Checks whether the person has a ticket that waits at this desk, or that somebody has taken. */
function hasTicketAt({ tickets: { ticket } }: Turn, desk: string): boolean {
  return ticket?.state === 'taken' || (ticket?.state === 'open' && ticket.desk === desk);
}

function deskNamed({ content }: Turn, wanted: string | undefined): string {
  const { contacts, helpdesk } = content.network;
  return wanted !== undefined && Object.hasOwn(contacts, wanted) ? wanted : helpdesk;
}

/** Shows everything that would be sent and takes a sentence and an email address; only "Send it" sends anything. */
export class HandOverDialog extends Dialog<Form & { desk: string }> {
  constructor() {
    super(HAND_OVER);
  }

  override async beginDialog(
    dc: DialogContext,
    { desk, ...written }: Form & { desk?: string } = {},
  ): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const draft = draftFor(turn, desk ?? turn.content.network.helpdesk);
    await showDraft(turn, fillDraft(turn, draft, written));
    return Dialog.EndOfTurn;
  }

  /** Takes typed words as a sentence to add, or as the email address; the buttons work from anywhere. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const draft = draftOn(turn);
    if (!draft || turn.message.isOnlySensitive) return Dialog.EndOfTurn;
    const { handOver: texts } = turn.texts.messages;
    const email = typedAddress(turn);
    if (email !== undefined) {
      turn.notice(turn.say(texts.emailAdded, { email }));
      await showDraft(turn, { ...draft, email });
    } else {
      const sentence = [draft.sentence, turn.redact(turn.message.text)].filter(Boolean).join('\n');
      const isCut = sentence.length > MAX_SENTENCE_LENGTH;
      if (!isCut) turn.notice(turn.say(texts.added));
      await showDraft(
        turn,
        { ...draft, sentence: sentence.slice(0, MAX_SENTENCE_LENGTH) },
        isCut ? { sentence: turn.say(texts.cut, { limit: MAX_SENTENCE_LENGTH }) } : {},
      );
    }
    return ANSWERED;
  }
}

/** Checks whether a draft waits to be sent. */
export function isHandingOver(turn: Turn): boolean {
  return draftOn(turn) !== undefined;
}

/**
 * Returns the email address that somebody types while the draft asks for theirs; undefined where the words say more than
 * that, and the address may be somebody else's.
 */
export function typedAddress(turn: Turn): string | undefined {
  const { message, texts } = turn;
  if (!isHandingOver(turn)) return undefined;
  const words = message.text.replace(/[\s.!]+$/, '');
  const typed = /[^\s<>:]{1,254}$/.exec(words.replace(/>$/, ''))?.[0] ?? '';
  const before = words.slice(0, words.lastIndexOf(typed)).replace(/(?:[\s:=<]|mailto)+$/i, '');
  const address = cleanAddress(typed);
  const isTheirs = before === '' || texts.commands.ownAddress.some((own) => isNameOf(own, before));
  return isTheirs && isEmail(address) ? address : undefined;
}

/** Returns the draft that waits to be sent, if there is one. */
export function draftOn({ dc }: Turn): Draft | undefined {
  return dc.activeDialog?.id === HAND_OVER ? dc.activeDialog.state.draft : undefined;
}

/** Shows a draft and stores it in the dialog: the fields first, and folded below them what goes with them. */
export async function showDraft(turn: Turn, draft: Draft, problems: FormProblems = {}): Promise<void> {
  const { activeDialog } = turn.dc;
  if (activeDialog) activeDialog.state = { draft };
  const { handOver: texts } = turn.texts.messages;
  const desk = deskName(turn, draft.desk);
  await showMessage(turn, {
    kind: 'hand-over',
    title: turn.say(isOwn(turn, draft.desk) ? texts.title : texts.titleOutside, { desk }),
    fields: fieldsFor(turn, draft, problems),
    folded: {
      title: turn.say(texts.willBeSent),
      facts: draft.facts.map(({ name, value }) => ({ title: name, value })),
      quotes: quotesOf(turn, draft),
    },
    remark: [turn.say(texts.line), turn.say(texts.privacy), ...openingLine(turn, draft.desk)].join(' '),
    buttons: buttonsFor(turn, draft.desk),
  });
}

function draftFor(turn: Turn, desk: string): Draft {
  const [now] = turn.transcript;
  const exchanges = excerptForHandOver(turn.state.exchanges, now);
  const topic = exchanges.flatMap(({ about }) => about ?? []).at(-1);
  return {
    desk,
    ...factsFor(turn, desk),
    exchanges: exchanges.map(({ by, text, about }) => ({ by, text, ...(about && { about }) })),
    ...(topic && { topic }),
    sentence: '',
    needsSentence: !isTroubleKnown(turn, now),
  };
}

function quotesOf(turn: Turn, { exchanges }: Draft): { title: string; lines: string[] }[] {
  const { handOver: texts } = turn.texts.messages;
  if (exchanges.length === 0) return [];
  const lines = exchanges.map(({ by, text }) =>
    turn.say(by === 'person' ? texts.youSaid : texts.assistantSaid, { text }),
  );
  return [{ title: turn.say(texts.saidLast), lines }];
}

function fieldsFor(
  turn: Turn,
  { desk, sentence, email = '', needsSentence = false }: Draft,
  problems: FormProblems,
): Field[] {
  const { handOver: texts } = turn.texts.messages;
  const isNeeded = !isOwn(turn, desk);
  const values = { desk: deskName(turn, desk) };
  const fields: Field[] = [
    sentenceField(turn, { value: sentence, isRequired: needsSentence, problem: problems.sentence }),
    {
      id: 'email',
      label: isNeeded ? turn.say(texts.emailNeeded, values) : turn.say(texts.email),
      value: email,
      maxLength: MAX_EMAIL_LENGTH,
      style: 'email',
      ...(isNeeded && { isRequired: true }),
      // Only what can be no address: the rest is cleaned and looked at once it is sent.
      regex: String.raw`^\s*$|\S\s*@\s*\S+\s*\.\s*\S`,
      errorMessage: isNeeded ? turn.say(texts.noEmail, values) : turn.say(texts.noAddress),
      ...(problems.email && { problem: problems.email }),
    },
  ];
  // The button for another desk takes the words along: a client that checks the fields would not let it be pressed either.
  return ownDeskButtons(turn, desk).length === 0 ? fields : fields.map(withoutChecks);
}

/** Leaves the checks of a text field to the assistant. */
function withoutChecks(field: Field): Field {
  if (!('maxLength' in field)) return field;
  const { isRequired: _, errorMessage: __, regex: ___, ...unchecked } = field;
  return unchecked;
}

function buttonsFor(turn: Turn, desk: string): Button[] {
  const { buttons } = turn.texts.messages;
  return [
    { title: turn.say(buttons.send), data: { action: 'send' }, primary: true, sendsInputs: true },
    { title: turn.say(buttons.notNow), data: { action: 'resume' } },
    ...ownDeskButtons(turn, desk),
  ];
}
