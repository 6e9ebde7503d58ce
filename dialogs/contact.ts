import { messageCard } from '../cards/message.ts';
import type { Turn } from '../src/turn/turn.ts';
import { wayOn } from './way-on.ts';
import { guidePosition } from './words.ts';

/** Says how to reach a person: first the desk that the trouble belongs to, then the others. */
export async function showContact(turn: Turn, first: string | undefined): Promise<void> {
  const { contact } = turn.texts.messages;
  const { contacts, helpdesk, accessibilityContact } = turn.content.network;
  const order = new Set([first ?? helpdesk, helpdesk, ...Object.keys(contacts)]);
  const desks = [...order].filter((id) => id !== accessibilityContact || id === helpdesk);
  const card = messageCard({
    kind: 'contact',
    notices: turn.takeNotices(),
    title: turn.say(contact.title),
    sections: desks.map((id) => ({
      title: turn.say(turn.texts.network.contacts[id]?.name ?? id),
      lines: deskLines(turn, id),
    })),
    lines: [turn.say(contact.privacy)],
    links: desks.flatMap((id) => pageButton(turn, id)),
    buttons: wayOn(turn),
  });
  await turn.reply(card, guidePosition(turn));
}

function deskLines(turn: Turn, id: string): string[] {
  const { contact } = turn.texts.messages;
  const desk = turn.content.network.contacts[id];
  const texts = turn.texts.network.contacts[id];
  const reach = [
    ...(desk?.email ? [turn.say(contact.email, { email: desk.email })] : []),
    ...(desk?.page ? [turn.say(contact.page, { page: desk.page })] : []),
  ];
  const tell = texts?.tell ?? [];
  return [
    ...(texts ? [turn.say(texts.helpsWith)] : []),
    ...(reach.length > 0 ? reach : [turn.say(contact.unset)]),
    ...(tell.length > 0
      ? [`${turn.say(contact.tell)} ${tell.map((line) => turn.say(line)).join('; ')}`]
      : []),
  ];
}

function pageButton(turn: Turn, id: string): { title: string; url: string }[] {
  const page = turn.content.network.contacts[id]?.page;
  return page ? [{ title: turn.say(turn.texts.network.contacts[id]?.name ?? id), url: page }] : [];
}
