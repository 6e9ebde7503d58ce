import { type Html, html } from '../../../http/html.ts';
import { layout, type PageContext } from '../../layout.ts';
import type { PreparedAnswer } from '../../suggestion.ts';
import { findAnswers, SEARCHES } from './find-answers.ts';

/** Returns the page that searches all answers; without scripts the server answers the search. */
export function answersPage(context: PageContext, answers: readonly PreparedAnswer[], words: string): Html {
  const { say, texts, assets } = context;
  const { answers: saying } = texts.inbox;
  const found = findAnswers(answers, words);
  const places = new Map(answers.map((each, place) => [each, place]));
  const unfound = answers.filter((each) => !found.includes(each));
  const count = say(saying.found, { count: found.length, all: answers.length });
  return layout(context, {
    title: say(saying.title),
    current: 'answers',
    settings: {
      searches: SEARCHES,
      // A script cannot form plurals, so the page has the text for every possible count.
      counts: Array.from({ length: answers.length + 1 }, (_, n) =>
        say(saying.found, { count: n, all: answers.length }),
      ),
      mailCopied: say(saying.mailCopied),
      linkCopied: say(saying.linkCopied),
      selected: say(saying.selected),
    },
    head: html`<link rel="stylesheet" href="${assets}/answers.css"><script type="module" src="${assets}/answers.js"></script>`,
    main: html`
      <h1>${say(saying.title)}</h1>
      <p class="intro">${say(saying.intro)}</p>
      <form role="search" class="search" action="/helpdesk/answers">
        <label for="q">${say(saying.search)}</label>
        <input id="q" name="q" type="search" value="${words}" maxlength="200" autocomplete="off" aria-controls="answers">
        <button>${say(saying.searchButton)}</button>
      </form>
      <p id="count" class="quiet" role="status">${count}</p>
      <p id="said" class="unseen" role="status"></p>
      <ul id="answers" class="answers">
        ${found.map((each) => answerItem(context, each, places.get(each) ?? 0))}
        ${unfound.map((each) => answerItem(context, each, places.get(each) ?? 0, html` hidden`))}
      </ul>`,
  });
}

function answerItem(
  { say, texts }: PageContext,
  prepared: PreparedAnswer,
  place: number,
  hidden = html``,
): Html {
  const { answers: saying } = texts.inbox;
  const { intent, question, answer, link, teamsLink } = prepared;
  const named = html`aria-describedby="question-${intent}"`;
  return html`
        <li data-place="${place}"${hidden}>
          <h2 id="question-${intent}">${question}</h2>
          <p class="text" data-html="${answer.html}">${answer.text}</p>
          <p class="links">
            <a data-link="web" href="${link}" ${named}>${say(saying.openChat)}</a>
            ${teamsLink === undefined ? '' : html`<a data-link="teams" href="${teamsLink}" ${named}>${say(saying.openTeams)}</a>`}
          </p>
          <p class="buttons" hidden>
            <button type="button" data-copy="mail" ${named}>${say(saying.copyMail)}</button>
            <button type="button" data-copy="web" ${named}>${say(saying.copyLink)}</button>
            ${teamsLink === undefined ? '' : html`<button type="button" data-copy="teams" ${named}>${say(saying.copyTeamsLink)}</button>`}
          </p>
        </li>`;
}
