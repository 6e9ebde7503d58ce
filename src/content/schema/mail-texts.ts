import { z } from 'zod';
import { label, text } from './text-fields.ts';

/** Zod schema of data/<language>/mail.yaml: what a ticket says in an email or in another ticket system, and what the person reads by email. */

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
      reply: text().describe('Where replies by email are read'),
      noReply: text().describe('Where they are not'),
    })
    .describe("To the network's own helpdesk"),
  byEmail: z
    .strictObject({
      person: label(),
      otherAddress: text(),
      files: text('count', 'files', 'folder'),
      tooLarge: text('folder'),
      noWords: text('folder'),
      onlyFiles: text('folder').describe(
        'Where nothing but the number of the ticket in the subject says that it belongs here',
      ),
    })
    .describe('Beside a message that came by email: who wrote it, and what of it is not kept'),
  newTicket: z
    .strictObject({
      ticket: text('number'),
      here: text().describe('Stands before the link to the ticket in the inbox'),
      inInbox: text().describe('In place of the link where the assistant has no public address'),
    })
    .describe('The short email about a new ticket, which holds no more than its title'),
  person: z
    .strictObject({
      answered: text('desk', 'number'),
      answer: label('agent').describe(
        'The heading over the answer; {agent} is "nobody" where it is not known who wrote it',
      ),
      closed: text('desk', 'number').describe('Where the ticket was closed without an answer'),
      closedToo: text('desk', 'number').describe('Below an answer to a ticket that is closed by now'),
      link: text('until').describe('Stands before the link to the conversation'),
      wayBack: z
        .strictObject({ inTeams: text(), none: text() })
        .describe('In place of the link: the chat is in Microsoft Teams, or no longer there'),
      replies: z
        .strictObject({ read: text('desk'), toDesk: text('desk'), unread: text() })
        .describe('What becomes of a reply to the email'),
      why: text('email').describe('Why the person gets the email'),
    })
    .describe('To the person, where they gave an address and have not read an answer in the chat'),
  system: z
    .strictObject({
      ticket: text('number'),
      addressRefused: text('email').describe("Where that system did not take the person's address"),
      answer: text(),
      answeredInInbox: text('agent').describe("Before an answer that was given in the assistant's inbox"),
      answeredByEmail: text('agent').describe(
        "Before an answer that was given by replying to the assistant's email",
      ),
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
  suggested: z
    .strictObject({
      greeting: text(),
      named: text('name', 'address').describe('An address in an email without HTML'),
      toStep: text('step').describe('Names the link that opens the assistant at the step of the answer'),
      toStart: text().describe('Names the link that opens the assistant at its beginning'),
      closing: z.array(text()).min(1).describe('The last lines of the email'),
    })
    .describe('What comes before and after an answer that is sent by email'),
});
export type MailTexts = z.infer<typeof mailTextsSchema>;
