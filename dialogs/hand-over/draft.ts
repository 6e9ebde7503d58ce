import { z } from 'zod';
import { MAX_SENTENCE_LENGTH } from '../../cards/action.ts';
import type { Field } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';

/** The hand-over as the person sees it before it is sent; kept so that nothing else is sent. */
export type Draft = Pick<Ticket, 'desk' | 'step' | 'facts' | 'exchanges' | 'sentence' | 'email'>;

/** The fields of the form; missing where the form was not there, or its button was typed. */
export type Form = { sentence?: string | undefined; email?: string | undefined };

/** Checks whether a text is an e-mail address that an answer could go to. */
export function isEmail(text: string): boolean {
  return z.email().safeParse(text).success;
}

/**
 * Fills a draft with the form, as it may be sent. Words in the place of the e-mail address may be anything: secrets are
 * taken out of them.
 */
export function fillDraft<Shown extends Form>(
  turn: Turn,
  { sentence: written, email: known, ...rest }: Shown,
  form: Form,
): Omit<Shown, keyof Form> & Pick<Draft, keyof Form> {
  const sentence = form.sentence === undefined ? (written ?? '') : turn.redact(form.sentence.trim());
  const email = form.email === undefined ? known : form.email.trim();
  return {
    ...rest,
    // The words in the place of secrets may be longer than these.
    sentence: sentence.slice(0, MAX_SENTENCE_LENGTH),
    ...(email && { email: isEmail(email) ? email : turn.redact(email) }),
  };
}

/** Returns the field in which somebody tells the helpdesk what it should know, with the words that stand in it already. */
export function sentenceField(turn: Turn, value: string): Field {
  const { handOver } = turn.texts.messages;
  return {
    id: 'sentence',
    label: turn.say(handOver.sentence),
    placeholder: turn.say(handOver.sentencePlaceholder),
    value,
    maxLength: MAX_SENTENCE_LENGTH,
    isMultiline: true,
  };
}
