// @ts-check
import { MARKS } from '../progress/marks.js';
import { positionIn } from '../progress/progress.js';
import { stepKey } from '../progress/step-key.js';
import { make, settings } from '../settings.js';
import { cardOf } from './cards-by-message.js';

/** @typedef {import('../progress/progress.js').State} State */

/** @typedef {{ title: string, state: State }} Step */

/**
 * A message of the assistant.
 * @typedef {object} Message
 * @property {string} id
 * @property {string | undefined} turn The person's message that it answers.
 * @property {Set<string>} links
 * @property {string} [step] The step that its card is.
 * @property {[key: string, Step][]} [steps] Where the person is with each step, where it says so.
 */

/**
 * Folds the cards of earlier steps to one line each, so that one step is open at a time, and takes the buttons from what was said
 * before it. All of it comes from the messages, so that a page that is loaded again, and another tab, show the same.
 * @param {HTMLElement} root The conversation.
 * @returns {(activity?: import('./incoming-activities.js').Activity) => void} A function to call for each activity, and without one once
 *   the page is in another language.
 */
export function foldEarlierSteps(root) {
  /** @type {Message[]} */
  const messages = [];
  /** The lines that the person has opened. @type {Set<string>} */
  const opened = new Set();
  /** Also those that another method has taken off the way, whose cards are still there. @type {Map<string, Step>} */
  const steps = new Map();
  /** The message that says that all is done. @type {Message | undefined} */
  let finish;

  const update = () => {
    const shown = messages.filter(({ step }) => step !== undefined);
    const open = finish ?? shown.at(-1);
    const newest = open ? messages.indexOf(open) : 0;
    for (const [index, message] of messages.entries()) {
      const card = cardOf(message.id);
      if (!card) continue;
      const isEarlier = index < newest && (message.step !== undefined || message.turn !== open?.turn);
      card.classList.toggle('earlier', isEarlier);
      if (isEarlier) markLinks(card, message.links);
      if (message.step === undefined) continue;
      if (!isEarlier) unfold(card);
      else fold(card, message, shown[shown.indexOf(message) + 1]?.step === message.step);
    }
  };

  /**
   * @param {HTMLElement} card
   * @param {Message} message
   * @param {boolean} isRepeated The same step is shown again right after it.
   */
  function fold(card, { id, step = '' }, isRepeated) {
    const toggle = () => {
      if (!opened.delete(id)) opened.add(id);
      update();
    };
    const line = lineOf(card) ?? makeLine(card, toggle);
    const isOpen = opened.has(id);
    const hadFocus = !isOpen && card.contains(document.activeElement);
    card.classList.toggle('folded', !isOpen);
    card.classList.toggle('repeated', isRepeated);
    say(line, steps.get(step), isOpen);
    if (hadFocus) line.focus({ preventScroll: true });
  }

  new MutationObserver(update).observe(root, { childList: true, subtree: true });
  return (activity) => {
    if (!activity) return update();
    const { id = '', type, from, replyToId, attachments = [] } = activity;
    if (type !== 'message' || from?.role !== 'bot') return;
    const position = positionIn(activity);
    if (messages.some((message) => message.id === id)) return;
    const step = position?.isStep ? { step: stepKey(position.phase, position.step) } : {};
    const links = new Set(attachments.flatMap(({ content }) => linksIn(content?.body ?? [])));
    /** @type {Message} */
    const message = { id, turn: replyToId, links, ...step };
    // Earlier messages come later, as the person scrolls up; ids end in the number of the message.
    const later = messages.findIndex((other) => other.id > id);
    const isNewest = later < 0;
    messages.splice(isNewest ? messages.length : later, 0, message);
    if (position?.outline) {
      message.steps = position.outline.flatMap(({ id, steps }) =>
        steps.map((each) => /** @type {[string, Step]} */ ([stepKey(id, each.id), each])),
      );
      for (const told of isNewest ? [message] : messages)
        for (const [key, each] of told.steps ?? []) steps.set(key, each);
      finish = firstOfLastEnd(messages);
    }
    update();
  };
}

/**
 * Returns the message that says that all is done, the first one of those that still say so; undefined where not all is done.
 * @param {Message[]} messages
 */
function firstOfLastEnd(messages) {
  const telling = messages.filter(({ steps }) => steps);
  const underWay = telling.findLastIndex(({ steps }) => steps?.some(([, { state }]) => state === 'current'));
  return telling[underWay + 1];
}

/**
 * Returns the titles of the buttons that open a page, which look like any other once they are drawn.
 * @param {import('../cards/long-buttons.js').Element[]} elements
 * @returns {string[]}
 */
function linksIn(elements) {
  return elements.flatMap(({ type, title = '', items = [], actions = [] }) =>
    type === 'Action.OpenUrl' ? [title] : linksIn([...items, ...actions]),
  );
}

/**
 * Marks the buttons that still work on an earlier card.
 * @param {HTMLElement} card
 * @param {Set<string>} links
 */
function markLinks(card, links) {
  for (const button of card.querySelectorAll('.ac-pushButton'))
    button.classList.toggle('opens', links.has(button.textContent?.trim() ?? ''));
}

/** @param {HTMLElement} card */
function lineOf(card) {
  const [first] = card.children;
  return first instanceof HTMLElement && first.matches('.earlier-step') ? first : undefined;
}

/**
 * @param {HTMLElement} card
 * @param {() => void} onPress
 */
function makeLine(card, onPress) {
  const line = make('button', 'earlier-step');
  line.type = 'button';
  line.addEventListener('click', onPress);
  card.prepend(line);
  return line;
}

/** @param {HTMLElement} card */
function unfold(card) {
  lineOf(card)?.remove();
  card.classList.remove('folded', 'repeated');
}

/**
 * Writes what a line says, unless it says it already: this page is told of every change below the conversation.
 * @param {HTMLElement} line
 * @param {Step | undefined} step
 * @param {boolean} isOpen
 */
function say(line, step, isOpen) {
  const { title = '', state = 'open' } = step ?? {};
  const said = `${settings.language} ${state} ${isOpen} ${title}`;
  if (line.dataset.said === said) return;
  line.dataset.said = said;
  // The card below it may be in another language.
  line.lang = settings.language;
  line.setAttribute('aria-expanded', String(isOpen));
  const isPassed = state === 'done' || state === 'skipped';
  const mark = make('span', `mark ${state}`, isPassed ? MARKS[state] : '');
  mark.setAttribute('aria-hidden', 'true');
  const inWords = isPassed ? [make('span', 'unseen', ` (${settings.states[state]})`)] : [];
  const { show, hide } = settings.earlierStep;
  line.replaceChildren(
    ...(isPassed ? [mark] : []),
    make('span', 'title', title, ...inWords),
    ' – ',
    make('span', 'toggle', isOpen ? hide : show),
  );
}
