import { z } from 'zod';

/** Phrases with semicolons between them, which are read faster than a list. */
const phrases = z
  .string()
  .transform((text) =>
    text
      .split(/[;\n]/)
      .map((phrase) => phrase.trim())
      .filter(Boolean),
  )
  .refine((list) => list.length > 0, 'must have one phrase at least');

/** Words with spaces between them, which are read faster than a list. */
const block = z
  .string()
  .transform((text) => text.split(/\s+/).filter(Boolean))
  .describe('Words with spaces between them');

/** The words, of all languages together, by which the parts of an email are told apart. */
export const mailReadingSchema = z.strictObject({
  subjects: z.strictObject({
    replies: phrases.describe('What stands in front of the subject of a reply, such as "AW"'),
    forwards: phrases.describe('What stands in front of the subject of a forward, such as "WG"'),
    automatic: phrases.describe('How a subject begins that no person wrote, such as "Automatic reply"'),
    receipts: phrases.describe(
      'What stands in front of the subject of a receipt or an answer to an invitation',
    ),
  }),
  automatic: z.strictObject({
    always: phrases.describe('What only programs write'),
    unasked: phrases.describe('What only programs write where nothing is asked'),
    readers: phrases.describe('Words by which a notice speaks to its reader'),
    writers: phrases.describe('Words by which people speak of themselves, or ask for something'),
  }),
  heads: z.strictObject({
    from: phrases.describe('Names of the sender at the head of an earlier email'),
    sent: phrases.describe('Names of its date'),
    to: phrases.describe('Names of its recipients'),
    subject: phrases.describe('Names of its subject, attachments and importance'),
    wrote: phrases.describe('Verbs of the line that says who wrote the quoted email'),
    forwarded: phrases.describe('What stands above an email that is passed on'),
    original: phrases.describe('What stands between dashes above the email that is answered'),
  }),
  footers: z.strictObject({
    closings: phrases.describe('How the greeting at the end begins; what follows is the signature'),
    thanks: phrases.describe('The same, where nothing is asked below'),
    devices: phrases.describe('How the line begins that a telephone or a mail program adds'),
    notices: phrases.describe('Words of the notices that organisations add to every email'),
    postscripts: phrases.describe('How a note below the signature begins'),
  }),
  languages: z
    .record(z.string().regex(/^[a-z]{2}$/), block)
    .describe('By language: short words by which its texts are recognised'),
});

export type MailReading = z.output<typeof mailReadingSchema>;
