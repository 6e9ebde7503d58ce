import { correlationId } from '../../../lib/correlation.ts';

/** Marks a mail as sent by a program, so that no program answers it. */
export const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** Returns the header by which a mail is found in the log. */
export function correlationHeader(): Record<string, string> {
  const id = correlationId();
  return id === undefined ? {} : { 'X-Correlation-ID': id };
}

/** Returns the function that makes a Message-ID, in the domain of the address that email comes from. */
export function messageIdsOf(from: string): (id: string) => string {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return (id) => `<${id}@${domain}>`;
}
