import { z } from 'zod';
import { label, text } from './text-fields.ts';

/** Zod schema of data/<language>/mail.yaml: what a ticket says in an email or in another ticket system. */

export const mailTextsSchema = z.strictObject({
  sender: label().describe('The name beside the address that email comes from'),
  noStep: label().describe('Stands in the subject where the person was at no step'),
  parts: z
    .strictObject({
      facts: label(),
      exchanges: label(),
      sentence: label(),
      message: label(),
      person: label().describe('Before what the person said'),
      assistant: label().describe('Before what the assistant said'),
    })
    .describe("The headings that the person's words come between"),
  desk: z
    .strictObject({
      ticket: text('number'),
      message: text('number'),
      email: text('email'),
      noEmail: text(),
      answerHere: text().describe('Stands before the link to the ticket in the inbox'),
      answerInInbox: text('number').describe(
        'In place of the link where the assistant has no public address',
      ),
      noReply: text(),
    })
    .describe("To the network's own helpdesk"),
  system: z
    .strictObject({
      ticket: text('number'),
      addressRefused: text('email').describe("Where that system did not take the person's address"),
      answer: text(),
    })
    .describe(
      "In another ticket system of the network's own helpdesk, whose answers come back by themselves",
    ),
  outside: z
    .strictObject({
      ticket: text('desk'),
      message: text(),
      account: label().describe('The heading over the fields'),
      description: label(),
      fields: z.strictObject({ user: label(), screenshots: label() }),
      screenshots: text(),
      reply: text(),
    })
    .describe('To a helpdesk outside the network, which answers the person by email'),
  copy: z
    .strictObject({
      subject: label('title').describe('{title} is the subject of the email to the helpdesk'),
      ticket: text('desk', 'number'),
      message: text('desk', 'number'),
      answer: text('desk'),
      noReply: text(),
    })
    .describe('The copy of it for the person'),
});
export type MailTexts = z.infer<typeof mailTextsSchema>;
