import type { Button } from '../cards/elements.ts';
import { languageIn, textsOf } from '../src/content/content.ts';
import { sayFor } from '../src/content/format-message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { factsFor } from './hand-over/facts.ts';
import { draftOn, showDraft } from './hand-over/hand-over.ts';
import { showTicket } from './hand-over/ticket.ts';
import { begin, showCurrentStep } from './show-current-step.ts';
import { showMessage } from './show-message.ts';

/** Speaks the language that the person has asked for, and shows again what they were at; one that is not spoken is answered with the list. */
export async function speakAsked(turn: Turn, wanted: string): Promise<void> {
  const code = languageIn(turn.content, wanted);
  if (code === undefined) return showLanguages(turn);
  const isSpoken = code === turn.texts.language;
  turn.speak(code, 'asked');
  if (isSpoken) turn.notice(turn.say(turn.texts.messages.language.already));
  await showInLanguage(turn);
}

/** Says that the person is answered in the language of their words from now on, with the way back to the one before. */
export async function sayLanguageChanged(turn: Turn, before: string): Promise<void> {
  const { language } = turn.texts;
  await showMessage(turn, {
    kind: 'language',
    title: textIn(turn, language, 'now'),
    buttons: [goOnIn(turn, before)],
  });
}

/** Asks, in the language of the person's words, whether to go on in it. */
export async function offerLanguage(turn: Turn, code: string): Promise<void> {
  await showMessage(turn, {
    kind: 'language',
    title: textIn(turn, code, 'offer'),
    buttons: [goOnIn(turn, code)],
  });
}

/** Says in each language that the assistant speaks it, with a button for each: the person's own language is none of them. */
export async function showLanguages(turn: Turn): Promise<void> {
  const codes = [...turn.content.languages.keys()];
  await showMessage(turn, {
    kind: 'languages',
    title: textIn(turn, turn.texts.language, 'spoken'),
    lines: codes.filter((code) => code !== turn.texts.language).map((code) => textIn(turn, code, 'spoken')),
    buttons: codes.filter((code) => code !== turn.texts.language).map((code) => goOnIn(turn, code)),
  });
}

/** Shows again what the person was at: the draft of a hand-over, another small dialog such as a remedy, or their place in the guide. */
async function showInLanguage(turn: Turn): Promise<void> {
  if (turn.isWithHelpdesk) return showTicket(turn);
  const draft = draftOn(turn);
  if (draft) return showDraft(turn, { ...draft, ...factsFor(turn, draft.desk) });
  const { activeDialog } = turn.dc;
  // Only a small dialog has a slash in its id.
  if (activeDialog?.id.includes('/')) return begin(turn, activeDialog.id, activeDialog.state);
  await showCurrentStep(turn);
}

function goOnIn(turn: Turn, code: string): Button {
  return { title: textIn(turn, code, 'goOn'), data: { action: 'language', language: code } };
}

function textIn(turn: Turn, code: string, name: 'now' | 'offer' | 'goOn' | 'spoken'): string {
  const { messages, network, language } = textsOf(turn.content, code);
  return sayFor(network, language)(messages.language[name]);
}
