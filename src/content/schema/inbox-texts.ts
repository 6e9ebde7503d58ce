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
    copy: label(),
    problem: text('problem'),
    attempts: text('attempts'),
    since: label(),
    more: text('count'),
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
    news: text('messages', 'held').describe('Said to screen readers when the ticket changes'),
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
        left: label().describe('By the person'),
        returned: label().describe('By the person'),
      })
      .describe('What {what} of the line above can be'),
  }),
  claim: action,
  takeOver: action,
  release: action,
  close: action.extend({
    silently: label().describe('A choice beside the button'),
    doneSilently: text().describe('Said when it was closed without telling the person'),
  }),
  reopen: action,
  reply: action.extend({
    label: label(),
    hint: text('limit'),
    anyway: label().describe(
      'Sends an answer that was refused because it seems to contain something about one person',
    ),
    mail: text('email').describe('Where the person gave an address'),
    takes: text().describe("If the ticket is not yet the agent's own"),
    closed: text(),
    takenBy: text('agent'),
  }),
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
  live: z.strictObject({
    stale: text().describe('Said while the page cannot be kept up to date'),
  }),
});
