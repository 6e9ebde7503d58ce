import { type TokenReader, ticketsOfTokens } from '../reply-token.ts';

/** What a mail server reports about an email of ours. */
export interface Returned {
  number: string;
  /** The one to whom the email was sent. */
  reader: TokenReader;
  /** The id of the ticket's message that it brought; missing where it brought the ticket itself. */
  message: string | undefined;
  /** The status of RFC 3463, such as 5.1.1; "5" where the report gives none. */
  status: string;
}

/** Only a failure that is final: of a delay and of a delivery the same mail servers tell in the same form. */
const OTHER_ACTION = /^action:\s*(delayed|delivered|relayed|expanded)/im;
const STATUS = /^status:\s*([45]\.\d{1,3}\.\d{1,3})/im;
const STATUS_IN_WORDS = /\b(5\.\d{1,3}\.\d{1,3})\b/;

/** Reads in the report of a mail server which email of ours has not arrived; undefined where it is none of ours, or may still arrive. */
export function readReport(report: string, secret: string): Returned | undefined {
  if (OTHER_ACTION.test(report)) return undefined;
  for (const reader of ['person', 'desk'] as const) {
    const [number] = ticketsOfTokens(secret, report, reader);
    if (number === undefined) continue;
    const status = STATUS.exec(report)?.[1] ?? STATUS_IN_WORDS.exec(report)?.[1] ?? '5';
    const message = new RegExp(`<([\\w-]{1,64})\\.${number}\\.[a-p]{32}@`, 'i').exec(report)?.[1];
    return { number, reader, message, status };
  }
  return undefined;
}
