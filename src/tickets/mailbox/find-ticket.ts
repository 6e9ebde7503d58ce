import { type TokenReader, ticketsOfTokens } from '../reply-token.ts';
import { numbersIn } from '../ticket.ts';
import type { ParsedMail } from './parse-mail.ts';

/** The ticket that an email names, and what proves it. */
export interface NamedTicket {
  number: string;
  /** Whose email about the ticket is answered; "number" where only the number in the subject names it, which proves nothing. */
  proof: TokenReader | 'number';
}

/** Finds the ticket that an email answers, by the proof in its subject or in the ids of the emails before it; then by the number in its subject. */
export function ticketNamedBy(
  { subject, references }: Pick<ParsedMail, 'subject' | 'references'>,
  secret: string,
): NamedTicket | undefined {
  const said = `${subject} ${references}`;
  for (const proof of ['desk', 'person'] as const) {
    const [number] = ticketsOfTokens(secret, said, proof);
    if (number !== undefined) return { number, proof };
  }
  const [number] = numbersIn(subject);
  return number === undefined ? undefined : { number, proof: 'number' };
}

/** Checks by its header whether an email may be about a ticket, so that all others are left alone unread. */
export function mayNameTicket({ subject, references, isReport }: ParsedMail): boolean {
  return isReport || numbersIn(`${subject} ${references}`).length > 0;
}
