import type { Button, Link } from '../cards/elements.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { guidePageAddress } from '../src/guide/guide-page.ts';

/** Returns the buttons that lead back into the guide, or that begin it. */
export function continueButtons(turn: Turn): Button[] {
  const { buttons } = turn.texts.messages;
  if (turn.state.progress.position) {
    return [{ title: turn.say(buttons.resume), data: { action: 'resume' }, primary: true }];
  }
  return [
    { title: turn.say(buttons.start), data: { action: 'start' }, primary: true },
    { title: turn.say(buttons.partDone), data: { action: 'choose', what: 'part' } },
  ];
}

/** Returns the two buttons that every message outside the guide offers. */
export function askOrHuman(turn: Turn): Button[] {
  return [{ title: turn.say(turn.texts.messages.buttons.ask), data: { action: 'ask' } }, humanButton(turn)];
}

/** Returns the button that leads to a person of the helpdesk. */
export function humanButton(turn: Turn): Button {
  return { title: turn.say(turn.texts.messages.buttons.human), data: { action: 'human' } };
}

/** Returns the button that leads from the helpdesk back to the assistant. */
export function backButton(turn: Turn): Button {
  return { title: turn.say(turn.texts.messages.buttons.backToAssistant), data: { action: 'assistant' } };
}

/** Returns the link to a one-to-one chat with the assistant; none in such a chat. */
export function aloneButtons(turn: Turn): Button[] {
  const { alone } = turn.scope;
  return alone === undefined ? [] : [{ title: turn.say(turn.texts.messages.buttons.alone), url: alone }];
}

/** Returns the link to the whole guide as a page with the person's choices; none where the page's address is not known. */
export function printButtons(turn: Turn): Link[] {
  const { pages } = turn.scope;
  if (pages === undefined) return [];
  const url = guidePageAddress(pages, turn.state.progress.choices, turn.texts.language);
  return [{ title: turn.say(turn.texts.messages.buttons.printGuide), url }];
}

/** Returns a link of the content pack with its name. */
export function linkButton(turn: Turn, id: string): Link {
  return { title: turn.say(turn.texts.guide.links[id] ?? id), url: turn.content.guide.links[id] ?? '' };
}

/** Returns a button that asks a question of the content pack. */
export function questionButton(turn: Turn, id: string): Button {
  const title = turn.say(turn.texts.questions[id]?.question ?? id);
  return { title, data: { action: 'choose', what: 'question', value: id } };
}
