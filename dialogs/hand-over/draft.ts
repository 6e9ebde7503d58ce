import { MAX_SENTENCE_LENGTH } from '../../cards/action.ts';
import type { Field } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { cleanAddress, isEmail } from '../../src/lib/email-address.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';

/** The hand-over as the person sees it before sending; stored so that exactly this is sent. */
export type Draft = Pick<
  Ticket,
  'desk' | 'step' | 'country' | 'centre' | 'facts' | 'exchanges' | 'topic' | 'sentence' | 'email'
> & {
  /** The facts in the language of the desk, where that is not the person's. */
  deskFacts?: Ticket['facts'] | undefined;
  /** True where nothing that was said before tells what the trouble is. */
  needsSentence?: boolean;
};

/** The fields of the form; missing where a button without a form was pressed, or the button was typed. */
export type Form = { sentence?: string | undefined; email?: string | undefined };

/** What is wrong with the fields of the form. */
export type FormProblems = { [Name in keyof Form]?: string };

/** Fills a draft with the form. Secrets are removed from both fields, since a person can type anything instead of an address. */
export function fillDraft<Shown extends Form>(
  turn: Turn,
  { sentence: earlierSentence, email: earlierEmail, ...rest }: Shown,
  form: Form,
): Omit<Shown, keyof Form> & Pick<Draft, keyof Form> {
  const sentence = form.sentence === undefined ? (earlierSentence ?? '') : turn.redact(form.sentence.trim());
  const email = form.email === undefined ? earlierEmail : cleanAddress(form.email);
  return {
    ...rest,
    // The notes in the place of secrets may be longer than the secrets.
    sentence: sentence.slice(0, MAX_SENTENCE_LENGTH),
    ...(email && { email: isEmail(email) ? email : turn.redact(email, 'email') }),
  };
}

/** Returns the field for a sentence to the helpdesk, filled with the words written so far. */
export function sentenceField(
  turn: Turn,
  { value, isRequired, problem }: { value: string; isRequired: boolean; problem?: string | undefined },
): Field {
  const { handOver } = turn.texts.messages;
  return {
    id: 'sentence',
    label: turn.say(isRequired ? handOver.sentenceNeeded : handOver.sentence),
    placeholder: turn.say(handOver.sentencePlaceholder),
    value,
    maxLength: MAX_SENTENCE_LENGTH,
    isMultiline: true,
    ...(isRequired && { isRequired, errorMessage: turn.say(handOver.noSentence) }),
    ...(problem && { problem }),
  };
}
