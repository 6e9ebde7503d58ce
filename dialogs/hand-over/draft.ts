import { z } from 'zod';
import { LONGEST_SENTENCE } from '../../cards/action.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';

/** What is about to be sent, as it is shown; kept so that nothing else is sent than what was seen. */
export type Draft = Pick<Ticket, 'desk' | 'step' | 'facts' | 'exchanges' | 'sentence' | 'email'>;

/** What stands in the form; missing where the form was not there, or its button was typed. */
export type Form = { sentence?: string | undefined; email?: string | undefined };

/** Whether an answer could go there. */
export function isEmail(text: string): boolean {
  return z.email().safeParse(text).success;
}

/** A draft with what the form holds, as it may be sent. What is no e-mail address may be anything: secrets are taken out of it. */
export function filledIn<Shown extends Form>(
  turn: Turn,
  { sentence: written, email: known, ...rest }: Shown,
  form: Form,
): Omit<Shown, keyof Form> & Pick<Draft, keyof Form> {
  const sentence = form.sentence === undefined ? (written ?? '') : turn.redact(form.sentence.trim());
  const email = form.email === undefined ? known : form.email.trim();
  return {
    ...rest,
    // The words in the place of secrets may be longer than these.
    sentence: sentence.slice(0, LONGEST_SENTENCE),
    ...(email && { email: isEmail(email) ? email : turn.redact(email) }),
  };
}
