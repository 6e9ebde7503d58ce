import type { Button } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { aloneButtons, continueButtons } from '../buttons.ts';
import { showMessage } from '../show-message.ts';
import { deskName, isOwn, ownDeskButtons } from './desk.ts';
import { factsFor } from './facts.ts';

/** Shows how to reach a person directly: first the desk that the problem belongs to, then the others. A mail begins with the sentence. */
export async function showContact(turn: Turn, first: string, sentence = ''): Promise<void> {
  turn.count('contact-shown', first);
  const { contact, handOver } = turn.texts.messages;
  const { contacts, helpdesk, accessibilityContact } = turn.content.network;
  const mail = mailButton(turn, first, sentence);
  const ownDesk = ownDeskButtons(turn, first);
  // With a button that leads to the helpdesk, its address is not needed.
  const always = [first, ...(ownDesk.length > 0 ? [] : [helpdesk])];
  const desks = [...new Set([first, helpdesk, ...Object.keys(contacts)])].filter(
    (id) => always.includes(id) || (isReachable(turn, id) && id !== accessibilityContact),
  );
  await showMessage(turn, {
    kind: 'contact',
    title: turn.say(contact.title),
    lines: [
      turn.say(contact.privacy),
      ...(mail.length > 0 ? [turn.say(handOver.byMail, { desk: deskName(turn, first) })] : []),
    ],
    sections: desks.flatMap((id) => [
      { title: deskName(turn, id), lines: deskLines(turn, id) },
      ...(id === first ? requestedDetails(turn, id) : []),
    ]),
    links: [...mail, ...desks.flatMap((id) => pageButton(turn, id)), ...aloneButtons(turn)],
    buttons: [...ownDesk, ...continueButtons(turn)],
  });
}

function isReachable(turn: Turn, id: string): boolean {
  const desk = turn.content.network.contacts[id];
  return Boolean(desk?.email || desk?.page);
}

function deskLines(turn: Turn, id: string): string[] {
  const { contact } = turn.texts.messages;
  const desk = turn.content.network.contacts[id];
  const texts = turn.texts.network.contacts[id];
  const reach = [
    ...(desk?.email ? [turn.say(contact.email, { email: desk.email })] : []),
    ...(desk?.page ? [turn.say(contact.page, { page: desk.page })] : []),
  ];
  return [
    ...(texts ? [turn.say(texts.helpsWith)] : []),
    ...(reach.length > 0 ? reach : [turn.say(contact.unset)]),
  ];
}

function requestedDetails(turn: Turn, id: string): { title: string; lines: string[] }[] {
  const tell = turn.texts.network.contacts[id]?.tell ?? [];
  const title = turn.say(turn.texts.messages.contact.tell);
  return tell.length > 0 ? [{ title, lines: tell.map((line) => turn.say(line)) }] : [];
}

function pageButton(turn: Turn, id: string): Button[] {
  const page = turn.content.network.contacts[id]?.page;
  return page ? [{ title: deskName(turn, id), url: page }] : [];
}

/** Returns a button that opens a draft in the person's own mail program, with the details that an outside desk asks for. */
function mailButton(turn: Turn, id: string, sentence: string): Button[] {
  const email = turn.content.network.contacts[id]?.email;
  if (!email || isOwn(turn, id) || turn.scope.isShared) return [];
  const { handOver, buttons } = turn.texts.messages;
  const facts = factsFor(turn, id).facts.map(({ name, value }) => `${name}: ${value}`);
  const tell = (turn.texts.network.contacts[id]?.tell ?? []).map((line) => `${turn.say(line)}: `);
  const query = new URLSearchParams({
    subject: turn.say(handOver.mailSubject),
    body: [...(sentence ? [sentence, ''] : []), ...facts, '', ...tell].join('\r\n'),
  });
  // Mail programs do not read a plus as a space.
  const url = `mailto:${email}?${query.toString().replaceAll('+', '%20')}`;
  return [{ title: turn.say(buttons.writeMail, { desk: deskName(turn, id) }), url }];
}
