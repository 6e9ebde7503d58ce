import { z } from 'zod';
import { label, text } from './text-fields.ts';

/** Zod schema of data/<language>/site.yaml: the texts of the web pages around the chat. */

const paragraphs = z.array(text()).min(1);
const section = z.strictObject({ heading: label(), paragraphs });

export const siteTextsSchema = z.strictObject({
  page: z.strictObject({
    skip: label().describe('The first link of a page, for people who use the keyboard'),
    home: label(),
    guide: label().describe('Leads to the page with the whole guide'),
    accessibility: label(),
    privacy: label(),
    language: label().describe(
      'What screen readers call the languages to choose from, and the heading above them',
    ),
    networkSite: label(),
    ernSite: label(),
  }),
  home: z.strictObject({
    title: label(),
    intro: text(),
    openChat: label(),
    sections: z.array(section).min(1),
  }),
  guide: z
    .strictObject({
      title: label(),
      intro: text(),
      choose: z.strictObject({
        method: label().describe('Before the list of methods to choose from'),
        show: label().describe('The button that shows the guide for the chosen method'),
      }),
      print: label(),
      openChat: label().describe('Leads from the page to the assistant'),
      method: text('method'),
      centre: text('centre', 'country'),
      ownCentre: text().describe('Before a line to write on, where the centre is not known'),
      note: label('number').describe('What screen readers say for the number of a note'),
      notes: z.strictObject({ heading: label() }),
      others: section.describe('Above the methods that the page was not drawn for'),
      stuck: z.strictObject({
        heading: label(),
        assistant: text('address'),
        desk: text('desk', 'address'),
      }),
    })
    .describe('The page with the whole guide, to be printed'),
  widget: z.strictObject({
    open: label().describe('On the button that opens the assistant'),
    close: label(),
    panel: label().describe('What screen readers call the window of the assistant'),
    oneNew: label().describe('On the button, for screen readers, after the words of "open"'),
    moreNew: label('count').describe('The same for several; plain {count} only, without plural forms'),
    notShown: text().describe(
      'Where the window of the assistant stays empty, in front of the link of "newWindow"',
    ),
    newWindow: label().describe('The link that opens the assistant in a window of its own'),
  }),
  ticketLink: z
    .strictObject({
      title: label(),
      text: text(),
      replaces: text().describe('Says what becomes of another conversation in the same browser'),
      button: label(),
      useless: z
        .strictObject({ title: label(), text: text(), again: text(), openChat: label() })
        .describe('Where the link is too old, or its conversation is no longer kept'),
    })
    .describe('The page that opens a conversation by the link in an email about a ticket'),
  chat: z.strictObject({
    title: label(),
    subtitle: label(),
    loading: text(),
    resuming: text().describe('Shown until the whole earlier conversation is there again'),
    unsent: text().describe('Shown when the assistant could not take what a button sends'),
    away: z
      .strictObject({
        line: text().describe('While there is no way to the assistant; what was done is kept by the server'),
        waiting: text().describe('After it, while something that the person sent is still to be sent'),
        back: label().describe('Shown for a few seconds once the connection is back'),
      })
      .describe('While the server or the network is gone'),
    lasts: z
      .strictObject({
        tab: label().describe('Where the browser keeps the key only for the tab'),
        page: label().describe('Where the browser keeps nothing at all'),
      })
      .describe('At the top, where the browser does not keep what leads back to the conversation'),
    working: label().describe('Below a pressed button, until its answer comes'),
    earlierStep: z
      .strictObject({ show: label(), hide: label() })
      .describe('After the title of an earlier step: what pressing the line does'),
    earlierMessages: z
      .strictObject({
        button: label().describe('Above the first message on the page, where there are others before it'),
        loading: label().describe('In its place, until they are there'),
        shown: text().describe('What screen readers say once they are there'),
        none: text().describe('In place of the button, once all are there'),
        failed: text().describe('Shown where they did not come'),
        onPaper: text().describe('Printed above the first message, in place of the button'),
      })
      .describe('A long conversation is shown from its end, and earlier messages as they are asked for'),
    tooLong: text('count').describe('Shown beside the box; plain {count} only, without plural forms'),
    tooMany: text('seconds').describe('Shown while a message waits; plain {seconds} only'),
    unavailable: text('seconds').describe('The same while the assistant cannot answer anybody'),
    busy: text().describe('Shown while the page waits to be let in'),
    noScript: z
      .strictObject({ line: text(), guide: label(), write: text('contact'), unset: text() })
      .describe('Where JavaScript is switched off: what to do, a link to the guide, and whom to write to'),
    placeholder: label().describe('In the empty box that people type into'),
    send: label().describe('The button that sends what was typed'),
    withHelpdesk: z
      .strictObject({
        placeholder: label(),
        line: label().describe('Above the box, beside the button that leads back to the assistant'),
      })
      .describe('While what is typed goes to the helpdesk'),
    conversation: label().describe('What screen readers call the conversation'),
    said: label().describe('What screen readers say before a message of the assistant'),
    youSaid: label().describe('What screen readers say before a message of the person'),
    messageReady: text().describe(
      'What screen readers say after a message with buttons that answers typed words',
    ),
    earlier: text().describe(
      'What screen readers say instead of reading the whole earlier conversation aloud',
    ),
    copy: z
      .strictObject({
        button: label(),
        copied: text(),
        selected: text().describe('Said where the browser does not let the page copy'),
      })
      .describe('Below a phone number as EU Login wants it'),
    notMe: z.strictObject({
      button: label(),
      heading: label(),
      explanation: text().describe('Also what becomes of an answer of the helpdesk that is still to come'),
      confirm: label(),
      cancel: label(),
    }),
    failed: z.strictObject({ heading: label(), explanation: text(), retry: label() }),
    erased: z
      .strictObject({ heading: label(), explanation: text(), retry: label() })
      .describe('Shown in place of the conversation whose data the person has had deleted'),
    ended: z
      .strictObject({ heading: label(), explanation: text(), retry: label() })
      .describe('Shown where the conversation was ended in another window'),
  }),
  progress: z.strictObject({
    heading: label(),
    summary: label('done', 'total').describe('Plain {done} and {total} only, without plural forms'),
    none: text().describe('Shown until the first step is shown'),
    notOpened: text().describe('Shown when a step that was pressed in the list could not be opened'),
    close: label().describe('Closes the list, which is a window of its own on narrow screens'),
    states: z.strictObject({ done: label(), skipped: label(), current: label(), open: label() }),
  }),
  accessibility: z.strictObject({
    title: label(),
    intro: text(),
    sections: z.array(section).min(1),
    feedback: z.strictObject({
      heading: label(),
      explanation: text(),
      write: text('contact'),
      unset: text().describe('Stands in the place of "write" while no email address is set'),
    }),
  }),
  privacy: z
    .strictObject({
      title: label(),
      intro: text(),
      kept: z
        .strictObject({
          heading: label(),
          paragraphs,
          columns: z.strictObject({ what: label(), howLong: label(), who: label() }),
          rows: z
            .array(
              z.strictObject({
                records: z
                  .array(z.string())
                  .min(1)
                  .describe('Where such records are in the database; a test compares this with the code'),
                what: text(),
                howLong: text('days').describe('{days} is the setting RETENTION_DAYS'),
                who: text().describe('In addition to the people who run the assistant'),
              }),
            )
            .min(1),
        })
        .describe('A table with a row for each kind of record'),
      sections: z.array(section).min(1),
      use: section.describe('The terms of use; Teams links to them'),
      contact: z.strictObject({
        heading: label(),
        explanation: text(),
        write: text('contact'),
        unset: text().describe('Stands in the place of "write" while the helpdesk has no email address'),
      }),
    })
    .describe('Change it together with what the assistant does: it has to stay true'),
});

/** All texts of the web pages in one language. */
export type SiteTexts = z.infer<typeof siteTextsSchema>;
