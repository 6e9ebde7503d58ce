import { z } from 'zod';
import { label, text } from './text-fields.ts';

/** The part of data/<language>/messages.yaml about handing over to a person, and what the person then hears. */
export const handOverTexts = {
  handOver: z
    .strictObject({
      title: text('desk'),
      titleOutside: text('desk').describe('The same for a desk outside the network'),
      line: text(),
      isOpen: text().describe('Said where the desk has opening hours and is open'),
      isClosed: text('opens').describe('Said where it is closed; {opens} is when it opens next'),
      willBeSent: text(),
      saidLast: text(),
      youSaid: text('text'),
      assistantSaid: text('text'),
      facts: z.strictObject({
        step: text(),
        method: text(),
        centre: text(),
        application: text(),
        cameFrom: text(),
        cameFromValue: text(),
      }),
      sentence: label(),
      sentenceNeeded: label().describe('The same where nothing said before tells what the trouble is'),
      noSentence: text(),
      sentencePlaceholder: label(),
      email: label(),
      emailNeeded: label('desk'),
      privacy: text(),
      added: text(),
      cut: text('limit'),
      emailAdded: text('email'),
      noAddress: text().describe('Said by the form before anything is sent'),
      badEmail: z.strictObject({
        noAt: text(),
        domain: text().describe('The part behind the @ is not right'),
        characters: text().describe('The part in front of the @ is not right'),
      }),
      noEmail: text('desk'),
      tooMany: text('desk').describe('Said where too many tickets came from the chat or its network address'),
      tooManyMail: text('desk', 'email').describe('The same where the desk has an email address'),
      leftOut: text().describe(
        'Said where secrets were taken out of the added sentence: the person looks again',
      ),
      byMail: text('desk').describe(
        'Said where people write to the desk themselves, from their own email program',
      ),
      mailSubject: text(),
    })
    .describe('Handing over to a person'),
  sent: z.strictObject({
    title: text('number'),
    here: text('lasts').describe('The answer comes into this chat'),
    byMail: text('desk', 'email').describe('The answer comes by email'),
    screenshot: text('email', 'number').describe(
      "How to send a screenshot, where the own helpdesk's email address is known",
    ),
    meanwhile: text(),
  }),
  ticket: z.strictObject({
    title: text('number'),
    none: text(),
    open: text('desk', 'opened'),
    taken: text('desk'),
    closed: text('desk', 'closed'),
    outside: text('desk', 'opened', 'email'),
    addTitle: text('number'),
    addLine: text(),
    added: text('number'),
    full: text('number'),
  }),
  fromHelpdesk: z
    .strictObject({
      taken: text('desk'),
      quiet: text().describe('That the assistant keeps quiet now, and how to get it back'),
      answered: text('desk'),
      answeredOther: text('desk', 'number').describe(
        'The same for a ticket that is not the one that is talked about',
      ),
      howToAnswer: text(),
      released: text('desk', 'number'),
      hereMeanwhile: text().describe('After that: the assistant answers until somebody takes the ticket'),
      closed: text('desk', 'number'),
      onWithTheGuide: text().describe('After that: the step follows'),
      reopened: text('desk', 'number'),
      waiting: text('desk', 'number'),
      waitingClosed: text('desk', 'number', 'opens'),
      meanwhile: text(),
      stillWithHelpdesk: text('desk').describe('Answers a button while a person has the conversation'),
      back: text('desk').describe('Said by the assistant once it is called back'),
      writing: text('desk').describe('Said once what is typed goes to the helpdesk again'),
      tooLate: text('desk').describe('Answers what was typed to the helpdesk after it closed the ticket'),
      notTaken: text('desk').describe(
        'Said while nobody has the ticket, so that there is nobody to write to',
      ),
    })
    .describe('What the person is told about their ticket'),
};
