import { z } from 'zod';
import { text } from './text-fields.ts';

/** The part of data/<language>/messages.yaml about what is kept of a person, and about having it deleted. */
export const ownDataTexts = {
  ownData: z
    .strictObject({
      title: text(),
      howLong: text('days'),
      shared: text('days').describe('Said in place of all details where several people can read the chat'),
      untied: text().describe('Says what cannot be listed, since nobody knows whose it is'),
      onlyHere: text(),
      facts: z.strictObject({
        place: text(),
        done: text(),
        method: text(),
        centre: text(),
        area: text(),
        messages: text(),
        lastSaid: text(),
        draft: text(),
        ticket: text(),
        email: text(),
      }),
      values: z.strictObject({
        notBegun: text(),
        done: text('done', 'total'),
        messages: text('count').describe('0 where the chat itself is kept elsewhere'),
        lastSaid: text('count'),
        draft: text().describe('A message to the helpdesk that has not been sent'),
        ticket: z.strictObject({
          open: text('number', 'desk'),
          taken: text('number', 'desk'),
          closed: text('number', 'desk'),
        }),
        noTicket: text(),
        email: text(),
        noEmail: text(),
      }),
    })
    .describe('What is kept about the person'),
  erasure: z
    .strictObject({
      title: text(),
      openTicket: text('number', 'desk').describe('Explains the choice about a ticket that is not closed'),
      goes: z.strictObject({
        title: text(),
        place: text(),
        lastSaid: text(),
        messages: text('count'),
        ticket: text('number'),
      }),
      stays: z.strictObject({
        title: text(),
        copies: z.strictObject({
          email: text('number', 'desk').describe('Said of a ticket that was mailed to a desk'),
          system: text('number', 'desk', 'system').describe(
            'Said of a ticket that is also in another ticket system, by the name of that system',
          ),
        }),
        chat: text().describe('Said where the chat itself is kept elsewhere, as in Teams'),
        untied: text(),
        backups: text(),
      }),
    })
    .describe('Asked before anything is deleted: it has to be true'),
  erased: z.strictObject({
    title: text(),
    titleButTicket: text(),
    kept: text('number', 'desk'),
    beginAnew: text(),
  }),
};
