import { z } from 'zod';
import { label, text } from './text-fields.ts';

/** Zod schema of the section `inbox` of data/<language>/helpdesk.yaml: reading and answering tickets. */

const action = z.strictObject({
  button: label(),
  done: text().describe('Said when it has been done'),
});

export const inboxTextsSchema = z.strictObject({
  list: z.strictObject({
    title: label(),
    show: label().describe('Names the lists to screen readers'),
    open: label('count'),
    free: label('count').describe('Tickets that nobody has taken'),
    mine: label('count'),
    passedOn: label('count').describe('Tickets that a desk outside the network answers by email'),
    closed: label('count'),
    all: label('count'),
    none: z.strictObject({
      open: text(),
      free: text(),
      mine: text(),
      passedOn: text(),
      closed: text(),
      all: text(),
      filtered: text().describe('Where no ticket matches a search or a filter'),
    }),
    filters: z
      .strictObject({
        name: label().describe('Names the form to screen readers'),
        folded: label('count').describe('Opens the form on small screens; {count} filters are in use'),
        search: label(),
        hint: text(),
        button: label(),
        more: label().describe('Opens the filters'),
        step: label(),
        centre: label(),
        desk: label(),
        any: z.strictObject({ step: label(), centre: label(), desk: label() }),
        without: z.strictObject({ step: label(), centre: label() }),
        sort: label(),
        sorts: z.strictObject({ wait: label(), changed: label(), newest: label(), oldest: label() }),
        apply: label(),
        clear: label(),
      })
      .describe('Searches, filters and sorts the list'),
    tally: text('open', 'waiting').describe('Said to screen readers when the list changes'),
    handed: text('agent').describe('On a ticket that a colleague has handed to the reader'),
    noStep: label().describe('In place of a title, if the person was at no step and typed nothing'),
    asked: label().describe('Before the time at which the person asked'),
    changed: label().describe('Before the time of the last change'),
    waits: z
      .strictObject({
        minutes: label('count'),
        hours: label('count'),
        long: label('time').describe(
          '{time} is one of the two above; after waitsLongAfter in the network file',
        ),
        tooLong: label('time').describe('After waitsTooLongAfter in the network file'),
        elsewhere: text('desk').describe('Where a desk outside the network answers by email'),
      })
      .describe('How long somebody has waited for an answer, counted while the desk is open'),
    pages: label().describe('Names the links to further pages to screen readers'),
    page: label('page', 'pages'),
    newer: label(),
    older: label(),
    csv: label().describe('Downloads all tickets of the list, without addresses and what people wrote'),
    find: label(),
    findButton: label(),
  }),
  held: z
    .strictObject({
      nobody: label(),
      you: label(),
      other: text('agent'),
      closed: label(),
      closedBy: text('agent'),
      passedOn: text('desk'),
      closedByPerson: label(),
      reopenedByPerson: label().describe('In place of "nobody" until somebody takes it'),
    })
    .describe('Who has a ticket'),
  heldBack: text('count', 'desk').describe('Said while a desk has had as much as it may get in a minute'),
  undelivered: z.strictObject({
    heading: text('count'),
    explanation: text(),
    item: text('number', 'target').describe(
      '{target} is one of the following, or the name of a ticket system',
    ),
    chat: label(),
    personEmail: label(),
    newTicketEmail: label(),
    copy: label(),
    problem: text('problem'),
    attempts: text('attempts'),
    since: label(),
    more: text('count'),
    elsewhere: text('count').describe('On the page of a ticket, a link to what belongs to other tickets'),
    tryAgain: label(),
    tryAllAgain: label(),
    retried: text(),
  }),
  delayed: z
    .strictObject({
      heading: text('count'),
      explanation: text(),
      noNews: text('number', 'target').describe('In place of "item" where another system gives no news'),
    })
    .describe(
      'What has failed more than once and is still tried; the words below its heading are those of "undelivered"',
    ),
  ticket: z.strictObject({
    title: text('number'),
    back: label(),
    desk: label(),
    asked: label(),
    email: label(),
    elsewhere: label().describe('Before the link to the ticket in another system'),
    withoutPerson: text().describe(
      "After that link, where the other system did not take the person's address",
    ),
    facts: label(),
    before: label(),
    nothingBefore: text(),
    added: label(),
    nothingAdded: text(),
    since: label(),
    nothingSince: text(),
    person: label(),
    assistant: label(),
    delivery: z.strictObject({ waiting: label(), late: text(), delivered: label(), unreachable: text() }),
    byEmail: z
      .strictObject({
        waiting: text(),
        late: text(),
        sent: text(),
        unneeded: text(),
        refused: text('problem'),
        returned: text('problem'),
      })
      .describe('Below an answer, where the person gave an address: what became of the email with it'),
    otherAddress: label().describe('In place of the person, above an email from another address'),
    news: text('messages', 'notes', 'held').describe('Said to screen readers when the ticket changes'),
    note: text('agent').describe('Above an internal note'),
    others: label().describe('Above links to other tickets'),
    othersWhy: text(),
    log: label(),
    logLine: text('who', 'what'),
    did: z
      .strictObject({
        claim: label(),
        takeOver: label(),
        release: label(),
        reply: label(),
        close: label(),
        closeSilently: label(),
        reopen: label(),
        handOn: label('colleague'),
        note: label(),
        revokeLinks: label(),
        left: label().describe('By the person'),
        returned: label().describe('By the person'),
        automatic: label().describe('By the program behind an address'),
      })
      .describe('What {what} of the line above can be'),
  }),
  claim: action,
  takeOver: action,
  release: action,
  handOn: action.extend({
    label: label(),
    choose: label(),
    nobody: text('days'),
  }),
  close: action.extend({
    silently: label().describe('A choice beside the button'),
    doneSilently: text().describe('Said when it was closed without telling the person'),
  }),
  reopen: action,
  revokeLinks: action.extend({ explanation: text().describe("Beside the person's address") }),
  reply: action.extend({
    label: label(),
    hint: text('limit'),
    anyway: label().describe(
      'Sends an answer that was refused because it seems to contain something about one person',
    ),
    mail: text('email').describe('Where the person gave an address, and no email can be sent'),
    mailToo: text('email', 'minutes').describe('Where the person gave an address'),
    takes: text().describe("If the ticket is not yet the agent's own"),
    closed: text(),
    takenBy: text('agent'),
  }),
  note: action
    .extend({
      choice: label().describe('A choice above the answer: what is written is a note instead'),
      open: label().describe('Opens the box for a note where there is none for an answer'),
      label: label(),
      hint: text('limit'),
      anyway: label(),
    })
    .describe('What one of the helpdesk writes for the others'),
  suggestions: z.strictObject({
    heading: label(),
    explanation: text(),
    none: z
      .strictObject({ 'not-sure': text(), declined: text(), language: text(), automatic: text() })
      .describe('Why there is no suggestion'),
    open: text('question').describe('A question that none of the suggestions answers'),
    sent: text().describe('Where the person has had every answer that fits'),
    allShown: text().describe('Where the assistant has shown the person every answer that fits'),
    shown: label('count').describe('Opens the answers that the assistant has shown the person already'),
    sure: label('percent'),
    use: label(),
    used: text(),
    link: label(),
  }),
  canned: z
    .strictObject({
      heading: label('count'),
      find: label(),
      findButton: label(),
      none: text().describe('Where no answer has the words'),
      more: text('count').describe('Where there are more than are shown at first'),
      use: label(),
    })
    .describe("The helpdesk's own answers, from canned-replies.yaml"),
  saveAnswer: z
    .strictObject({
      link: label().describe("Below an agent's answer"),
      title: label(),
      intro: text(),
      personal: text().describe('A reminder of what must not get into an answer for everybody'),
      name: label().describe('Over the field for the title in the list of answers'),
      text: label(),
      step: label('step').describe('A choice: where the answer comes first'),
      question: label('question').describe('The same for a question'),
      done: text(),
      refused: z.strictObject({ noTitle: text(), empty: text(), form: text('file') }),
    })
    .describe("The page that adds an answer to the helpdesk's own"),
  teach: z
    .strictObject({
      link: label(),
      title: label(),
      intro: text(),
      target: label().describe('Over the questions to choose from'),
      likely: label().describe('Behind a question that the words probably mean'),
      declined: label().describe('Behind a group of what the assistant declines'),
      find: label(),
      findButton: label(),
      none: text().describe('Where no question has the words'),
      done: text(),
    })
    .describe('The page that says which question a ticket was about'),
  refused: z
    .strictObject({
      taken: text('agent'),
      closed: text(),
      notClosed: text(),
      gone: text(),
      empty: text(),
      tooLong: text('limit', 'length'),
      sensitive: text('what').describe(
        'Where an answer seems to contain something that should not get into a chat',
      ),
      notYours: text(),
      noColleague: text(),
      note: z.strictObject({ empty: text(), tooLong: text('limit', 'length'), sensitive: text('what') }),
      retried: text(),
    })
    .describe('Why something was not done, and what to do now'),
  gone: z.strictObject({ title: label(), explanation: text(), kept: label() }),
  unknown: z.strictObject({ title: label(), explanation: text() }).describe('Where no page has the address'),
  failed: z.strictObject({
    title: label(),
    signIn: label(),
    retries: text().describe('Where the page is loaded again every few seconds'),
  }),
  answers: z.strictObject({
    title: label(),
    intro: text(),
    search: label(),
    searchButton: label(),
    found: text('count', 'all'),
    copyMail: label(),
    copyLink: label(),
    copyTeamsLink: label(),
    openChat: label(),
    openTeams: label(),
    mailCopied: text(),
    linkCopied: text(),
    selected: text().describe('Said where the browser does not let a page copy'),
  }),
  news: z
    .strictObject({
      new: text('number', 'title'),
      message: text('number', 'title'),
      handed: text('agent', 'number', 'title'),
    })
    .describe('What the browser tells; nothing in it is in the words of the person'),
  live: z.strictObject({
    writing: text('agent').describe('Said while a colleague is writing in the same ticket'),
    stale: text().describe('Said while the page cannot be kept up to date'),
  }),
});
