import { createHmac, timingSafeEqual } from 'node:crypto';

/** A number with its proof, as in "KMR-FTZ.hbdk…"; only letters, so that no guard and no mail program takes it for something else. */
const TOKEN = /\b([BCDFGHJKLMNPQRSTVWXZ]{3}-[BCDFGHJKLMNPQRSTVWXZ]{3})\.([a-p]{32})\b/gi;
const PROOF_BYTES = 16;

/**
 * Who gets an email about a ticket. Each has a proof of its own: an answer of the helpdesk needs that of its desk, so that nobody
 * to whom the person passes their email on can write as the helpdesk.
 */
export type TokenReader = 'person' | 'desk';

/** Returns a ticket's number with a proof that this assistant wrote it, for the subject and the ids of the emails about it. */
export function replyToken(secret: string, number: string, reader: TokenReader = 'person'): string {
  return `${number}.${proofOf(secret, number, reader)}`;
}

/** Returns the numbers of tickets in a text whose proof is right, each once; a forged proof counts as none. */
export function ticketsOfTokens(secret: string, text: string, reader: TokenReader = 'person'): string[] {
  const numbers = [...text.matchAll(TOKEN)].flatMap(([, found = '', proof = '']) => {
    const number = found.toUpperCase();
    const right = Buffer.from(proofOf(secret, number, reader));
    return timingSafeEqual(Buffer.from(proof.toLowerCase()), right) ? [number] : [];
  });
  return [...new Set(numbers)];
}

/** Returns 128 bits as letters from a to p, in which a mail program may change the case. */
function proofOf(secret: string, number: string, reader: TokenReader): string {
  const said = reader === 'person' ? `reply:${number}` : `reply:${reader}:${number}`;
  const bytes = createHmac('sha256', secret).update(said).digest().subarray(0, PROOF_BYTES);
  return bytes.toString('hex').replace(/[0-9]/g, (digit) => String.fromCharCode(103 + Number(digit)));
}
