import { z } from 'zod';
import { handOverTexts } from './hand-over-texts.ts';
import { ownDataTexts } from './own-data-texts.ts';
import { label, text } from './text-fields.ts';
import { SENSITIVE_KINDS } from './words/sensitive-words.ts';

/** Zod schema of data/<language>/messages.yaml: what the assistant says around the steps. */

export const messagesSchema = z.strictObject({
  buttons: z.strictObject({
    start: label(),
    partDone: label(),
    ask: label(),
    human: label(),
    resume: label(),
    restart: label(),
    undoRestart: label(),
    next: label(),
    back: label(),
    stuck: label(),
    skip: label(),
    pause: label(),
    checkPhone: label(),
    anotherCentre: label(),
    anotherCountry: label(),
    centreNotListed: label(),
    countryNotListed: label(),
    showsCentre: label(),
    showsOnlyNetwork: label(),
    worked: label(),
    stillStuck: label(),
    otherProblem: label(),
    backToStep: label(),
    goToStep: label('step'),
    wayBack: label(),
    wholeStep: label(),
    send: label().describe('Sends what the card of the hand-over shows'),
    notNow: label(),
    otherDesk: label('desk'),
    writeMail: label('desk').describe("Opens the person's own email program with the text filled in"),
    myTicket: label(),
    addToTicket: label(),
    closeTicket: label().describe('On the card of a ticket: closes it'),
    closeYes: label(),
    closeOne: label('number').describe('In place of "closeYes" where the person has several tickets'),
    keepOpen: label(),
    notSolvedYet: label().describe('In place of "keepOpen" where a ticket was passed on'),
    reopenTicket: label().describe('On the card of a closed ticket: opens it again'),
    reopenYes: label(),
    keepClosed: label(),
    elseAsk: label('desk').describe('Leads to "elseAsk" of network.yaml, where nobody has taken a ticket'),
    writeToHelpdesk: label(),
    backToAssistant: label(),
    printGuide: label().describe('Opens the page with the whole guide'),
    alone: label().describe('Opens a chat with the assistant that nobody else reads'),
    change: z.strictObject({ method: label(), centre: label(), area: label() }),
    myData: label().describe(
      'On the page it is sent as if it were typed: one of the words of my-data in commands.yaml',
    ),
    deleteData: label(),
    erase: label().describe('Deletes: it can be typed as well, so it must be no common phrase'),
    eraseWithTicket: label().describe('The same where a ticket is not closed'),
    eraseButTicket: label(),
    keepData: label(),
  }),
  language: z
    .strictObject({
      now: text().describe('The person wrote in this language, and is answered in it from now on'),
      offer: text().describe('Asks in this language whether to go on in it'),
      goOn: label().describe('The button that goes on in this language, also below a card in another one'),
      already: text().describe('The person asks for this language, and it is spoken already'),
      spoken: text().describe('Says in this language that the assistant speaks it, in a list of all of them'),
    })
    .describe('What is said about the language of the conversation'),
  unchosen: z
    .strictObject({ country: text(), centre: text(), method: text(), area: text() })
    .describe('Stands in a sentence where the person has not chosen yet'),
  welcome: z.strictObject({
    title: text(),
    lines: z
      .array(text('lasts'))
      .min(1)
      .describe(`{lasts} is what the chat ends with where the browser forgets it (tab, page), else browser`),
    before: z
      .strictObject({ title: label(), lines: z.array(text()).min(1) })
      .describe('What to know and to have before the first step; the start page says it, too'),
    parts: label().describe('The heading of the list of parts'),
  }),
  groupWelcome: z
    .strictObject({ title: text(), lines: z.array(text()).min(1) })
    .describe('Said once where several people can read the chat'),
  notYours: z
    .strictObject({ title: text(), lines: z.array(text()).min(1) })
    .describe('Said in place of "earlierCard" where several people can read the chat'),
  earlierCard: z
    .strictObject({ title: text('step'), titleFinished: text(), line: text(), show: label() })
    .describe('Said once after a press on an earlier card'),
  welcomeBack: z.strictObject({
    title: text(),
    atStep: text('step', 'phase', 'done', 'total'),
    finished: text('done', 'total'),
  }),
  step: z.strictObject({
    place: text('phase', 'phases', 'title', 'step', 'steps'),
    more: label().describe('The button that shows and hides the rest'),
    screen: text().describe('Before what a step shows; ends in the colon as the language writes it'),
    tip: text(),
    warning: text(),
    source: label().describe('The button that shows and hides where the notes come from'),
    sources: z.strictObject({ high: text('source', 'checked'), medium: text('source', 'checked') }),
  }),
  notices: z.strictObject({
    done: text('step'),
    skipped: text('step'),
    alreadyFirst: text(),
    restarted: text(),
    entered: text(),
    chosen: text('name'),
    alreadyChosen: text().describe('Said where somebody asks for what they chose before'),
    chooseFirst: z.strictObject({ method: text(), centre: text(), area: text() }),

    noFiles: text(),
    tooLong: text('length', 'limit'),
    automated: text().describe('Said to somebody whom a link brings to a step before any welcome'),
    linkedStep: text().describe('Said to somebody who begins at a step that a link named'),
    linkedVisit: text().describe('Said to somebody whom a link takes from their own step to another one'),
    stepReplaced: text().describe(
      'Said where a link or an old button leads to a step that is gone, and the nearest one is shown',
    ),
    unknownStep: text().describe('Said where a link names a step that the guide does not have'),
    stillInChat: text().describe('Follows "leftOut" where the chat keeps what was typed'),
    otherMethod: text().describe(
      'Said where a link names a step of another second factor than the chosen one',
    ),
    notUnderstood: text(),
    nothingMore: text('question').describe('Said where somebody asks for more about an answer than it says'),
    aboutNothing: text().describe('Said to "neither" or "the second one" where nothing was offered before'),
    notHelped: text().describe('Said above other questions, where an answer did not help'),
    notHelpedAgain: text().describe('Said where a person is offered instead'),
    whichTwo: text().describe('Said where more than two questions were offered and somebody wants "both"'),
    centreNotUnderstood: text(),
    missedAgain: text(),
    leftOut: text('what'),
    acknowledged: text('next'),
    welcomeThanks: text().describe('Answers thanks before the guide has begun'),
    notBegun: text(),
    unknownCountry: text('country'),
    undone: text(),
    stepGone: text(),
    choiceGone: text('changes'),
    whereNow: text('step', 'done', 'total'),
    solved: text(),
    didYouMean: text(),
    recapGood: text('next'),
    error: text(),
    tooOften: text(),
  }),
  choice: z.strictObject({
    current: text('name'),
    recommended: text('need').describe('Stands below the method that is recommended'),
    yourCentre: text('name').describe('Fills {centre}: the form may spell its name otherwise'),
    whichCountry: text(),
    whichCentre: text('country'),
    noCentreYet: text('country'),
    typeIt: text(),
    whichCandidate: text(),
  }),
  removed: z
    .record(
      z.enum(SENSITIVE_KINDS),
      z.strictObject({
        name: text().describe('Names it in a sentence, as in "a password"'),
        stoodHere: text().describe('Stands in the chat history in its place'),
      }),
    )
    .describe('What is not kept of a message'),
  phone: z.strictObject({
    label: text(),
    placeholder: text(),
    country: label(),
    chooseCountry: label().describe('Stands in the list of countries until one is chosen'),
    good: text('number'),
    goodButLonger: text('number', 'example').describe(
      'Said where the number has more or fewer digits than the example, so that its spaces are not certain',
    ),
    almost: text('number'),
    notKept: text(),
    problems: z.strictObject({
      empty: text(),
      letters: text(),
      'no-country': text().describe('The number has no country code, and no country is chosen'),
      'unknown-country': text('code').describe('{code} is the beginning of the number'),
      'too-short': text('code', 'expected', 'digits').describe(
        '{digits} counts those after the country code',
      ),
      'too-long': text('code', 'expected', 'digits'),
      'not-mobile': text('country'),
      invalid: text('country'),
    }),
  }),
  recap: z.strictObject({
    application: text(),
    applicationValue: text(),
    organisation: text(),
    profile: text(),
    profileValue: text(),
    comments: text(),
    commentsValue: text(),
    question: text(),
    says: z
      .strictObject({ centre: z.array(text()).min(1), onlyNetwork: z.array(text()).min(1) })
      .describe('Other ways of answering the question'),
  }),
  partDone: z.strictObject({ title: text(), lines: z.array(text()).min(1) }),
  stuck: z.strictObject({ title: text(), choose: text(), none: text() }),
  remedy: z.strictObject({ didItHelp: text() }),
  ...handOverTexts,
  ...ownDataTexts,
  contact: z.strictObject({
    title: text(),
    email: text('email'),
    page: text('page'),
    unset: text(),
    tell: text(),
    privacy: text(),
  }),
  answer: z.strictObject({
    helpful: label(),
    unhelpful: label(),
    takeMeThere: label('step'),
    thanks: text(),
    sorry: text(),
  }),
  suggestions: z.strictObject({ title: text(), none: label() }),
  ask: z.strictObject({
    title: text(),
    lines: z.array(text()).min(1),
    samples: text().describe('Above some questions that people ask'),
  }),
  help: z.strictObject({
    title: text(),
    lines: z
      .array(text('changes'))
      .min(1)
      .describe('A line with {changes} is left out where the guide has nothing to choose'),
  }),
  paused: z.strictObject({ title: text(), lines: z.array(text('lasts')).min(1) }),
  avoid: z
    .record(label(), label())
    .default({})
    .describe('Words that no text should use, each with what to write instead: the check warns of them'),
  summary: z.strictObject({
    title: text(),
    titleOpen: text(),
    done: text(),
    open: text(),
    skippedStep: text('step'),
    choices: text().describe(
      'Above the choices; each of the next three ends in the colon as the language writes it',
    ),
    method: text(),
    centre: text(),
    area: text(),
    bookmark: text(),
  }),
});
