import { createHmac, timingSafeEqual } from 'node:crypto';

/** A number with its proof, as in "KMR-FTZ.hbdk…"; only letters, so that no guard and no mail program takes it for something else. */
const TOKEN = /\b([BCDFGHJKLMNPQRSTVWXZ]{3}-[BCDFGHJKLMNPQRSTVWXZ]{3})\.([a-p]{32})\b/gi;
const PROOF_BYTES = 16;

/** Returns a ticket's number with a proof that this assistant wrote it, for the subject and the ids of the emails about it. */
export function replyToken(secret: string, number: string): string {
  return `${number}.${proofOf(secret, number)}`;
}

/** Returns the numbers of tickets in a text whose proof is right, each once; a forged proof counts as none. */
export function ticketsOfTokens(secret: string, text: string): string[] {
  const numbers = [...text.matchAll(TOKEN)].flatMap(([, found = '', proof = '']) => {
    const number = found.toUpperCase();
    const isOurs = timingSafeEqual(Buffer.from(proof.toLowerCase()), Buffer.from(proofOf(secret, number)));
    return isOurs ? [number] : [];
  });
  return [...new Set(numbers)];
}

/** Returns 128 bits as letters from a to p, in which a mail program may change the case. */
function proofOf(secret: string, number: string): string {
  const bytes = createHmac('sha256', secret).update(`reply:${number}`).digest().subarray(0, PROOF_BYTES);
  return bytes.toString('hex').replace(/[0-9]/g, (digit) => String.fromCharCode(103 + Number(digit)));
}
