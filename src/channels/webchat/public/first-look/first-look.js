// @ts-check
import { beginPress } from '../cards/one-press.js';
import { helpdeskBanner, talkingToIn } from '../notices/helpdesk-banner.js';
import { showExcess } from '../notices/text-length.js';
import { byId, make, settings } from '../settings.js';
import { withCardId } from '../transcript/cards-by-message.js';
import { focusNextAnswer, takeFocus } from '../transcript/focus-answers.js';
import { speech } from '../transcript/incoming-activities.js';
import { drawCard } from './draw-card.js';
import { drawMarkdown } from './draw-markdown.js';
import { elementOf } from './element-of.js';

/** No message of an earlier visit comes later than this after the one before it. */
const EARLIER_MS = 150;
/** The buttons that send something. */
const SENDS = '[data-sends]';
const PARTS = { box: '#first-form', talk: '#first-talk' };

/** @typedef {import('../transcript/incoming-activities.js').Activity} Activity */
/** @typedef {import('../connection/line.js').Line} Line */
/** @typedef {{ data: Record<string, unknown>, withForm: boolean }} Press */

/** What the person did before there was a line: typed texts, or the title of the button that was pressed last. */
/** @typedef {{ texts: string[], title?: string | undefined }} Waiting */

/**
 * Shows the conversation until Web Chat is there: the answer that was given last, whose buttons work, and a box to write into.
 * The server has drawn the welcome; what comes by the line takes its place.
 */
export function showFirstLook() {
  const root = byId('first-look');
  const talk = byId('first-talk');
  const form = /** @type {HTMLFormElement} */ (byId('first-form'));
  const box = /** @type {HTMLTextAreaElement} */ (byId('first-box'));
  /** @type {Waiting} */
  const waiting = { texts: [] };
  /** @type {Line | undefined} */
  let line;
  /** The message of the person that the answers on the page are to; undefined for none, empty before the first.
   * @type {string | undefined} */
  let turn = '';
  /** The answers that are not drawn yet. @type {Activity[]} */
  let coming = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let showing;
  if (document.documentElement.classList.contains('returning'))
    byId('status').textContent = settings.resuming;

  /** @param {object} message */
  const send = (message) => {
    const channelData = { clientActivityID: crypto.randomUUID() };
    line
      ?.postActivity({
        type: 'message',
        ...message,
        channelData: { ...channelData, ...('value' in message && { postBack: true }) },
      })
      .subscribe({ next() {}, error() {} });
  };
  /** @param {HTMLElement} button */
  const press = (button) => {
    beginPress();
    if (!line) {
      waiting.title = button.textContent ?? '';
      return;
    }
    const { data, withForm } = /** @type {Press} */ (JSON.parse(button.dataset.sends ?? ''));
    const inputs = withForm ? valuesOf(button) : {};
    if (inputs) send({ value: { ...data, ...inputs } });
  };
  const post = (/** @type {string} */ text) => {
    if (line) send({ text });
    else waiting.texts.push(text);
  };
  const say = (/** @type {string} */ words) => {
    focusNextAnswer();
    post(words);
  };
  const showHelpdesk = helpdeskBanner(root, PARTS, say);
  const writeToHelpdesk = (/** @type {boolean} */ isOn) => {
    box.placeholder = isOn ? settings.withHelpdesk.placeholder : settings.placeholder;
    showHelpdesk(isOn);
  };
  const write = () => {
    const text = box.value.trim();
    if (text === '' || showExcess(text)) return;
    box.value = '';
    post(text);
  };
  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest(SENDS) : null;
    if (button instanceof HTMLElement) press(button);
  });
  /** @typedef {{ pressedEarly?: HTMLElement, sentEarly?: boolean }} Early */
  const { pressedEarly, sentEarly } = /** @type {Early} */ (/** @type {unknown} */ (window));
  if (pressedEarly) press(pressedEarly);
  // early.js keeps the browser from loading the page anew.
  form.addEventListener('submit', write);

  if (sentEarly) write();

  const drawComing = () => {
    for (const activity of coming) draw(activity);
    coming = [];
  };
  /** @param {Activity} activity */
  const draw = (activity) => {
    const element = messageElement(activity);
    const drawn = turn === '' ? talk.firstElementChild : null;
    if (drawn?.textContent === element.textContent) makeAnswerable(drawn, element);
    else {
      if (turn === '' || activity.replyToId !== turn) talk.replaceChildren();
      talk.append(element);
    }
    turn = activity.replyToId;
    document.documentElement.classList.remove('returning');
    const button = [...talk.querySelectorAll(SENDS)].find(({ textContent }) => textContent === waiting.title);
    if (!(button instanceof HTMLElement)) return;
    waiting.title = undefined;
    press(button);
  };

  return {
    /** @type {import('../view.js').View} */
    view: {
      say,
      typed: () => box.value,
      keepInBox(text) {
        if (box.value === '') box.value = text;
        showExcess(text);
      },
    },
    /**
     * Shows a conversation, and sends what the person has written meanwhile.
     * @param {Line} opened
     */
    follow(opened) {
      line = opened;
      // Moved on the page, the box would lose the focus, and whoever types in it their next letters.
      if (!root.isConnected) byId('chat').prepend(root);
      for (const text of waiting.texts.splice(0)) send({ text });
    },
    /**
     * Shows an answer in place of those to what was said before. Those of an earlier visit come all at once, and only the last is shown.
     * @param {Activity} activity
     * @param {boolean} isEarlier It was given on an earlier visit.
     */
    show(activity, isEarlier) {
      const { type, from } = activity;
      if (!root.isConnected || type !== 'message' || from?.role !== 'bot') return;
      const talkingTo = talkingToIn(activity);
      if (talkingTo) writeToHelpdesk(talkingTo.helpdesk);
      clearTimeout(showing);
      coming = isEarlier ? [activity] : [...coming, activity];
      const getsFocus = takeFocus(activity);
      if (!isEarlier) byId('status').textContent = speech(activity, getsFocus);
      if (isEarlier) showing = setTimeout(drawComing, EARLIER_MS);
      else drawComing();
      if (getsFocus) talk.scrollTop = 0;
    },
    /** Tells whether an answer of the conversation is shown. */
    hasAnswer: () => turn !== '',
    /** Tells whether the person is filling in a form or pressing a button, which would be lost. */
    isInUse: () => inputsOf(talk).some(isFilled) || root.matches(':active'),
    remove() {
      root.remove();
    },
    clear() {
      turn = '';
      writeToHelpdesk(false);
      talk.replaceChildren();
      box.value = '';
    },
  };
}

/**
 * Gives the welcome that the server has drawn what its conversation's own has. It is not replaced: somebody may be pressing a button.
 * @param {Element} drawn
 * @param {Element} own
 */
function makeAnswerable(drawn, own) {
  const [card, ownCard] = [drawn, own].map((each) => each.querySelector('.ac-adaptiveCard'));
  if (card && ownCard) card.id = ownCard.id;
  const presses = [...own.querySelectorAll(SENDS)];
  for (const [index, button] of drawn.querySelectorAll(SENDS).entries())
    button.setAttribute('data-sends', presses[index]?.getAttribute('data-sends') ?? '');
}

/** @param {Activity} activity */
function messageElement({ id, text, attachments = [] }) {
  const drawn = attachments.map(({ content = {} }) => {
    const card = elementOf(drawCard(content));
    card.id = withCardId({ id: '' }, id).id;
    return card;
  });
  const words = text ? [make('div', 'ac-textBlock text-default', ...drawMarkdown(text).map(elementOf))] : [];
  return make('div', 'first-message', ...words, ...drawn);
}

/**
 * Returns what is filled in on a button's card; undefined where the browser says what is missing.
 * @param {HTMLElement} button
 */
function valuesOf(button) {
  const fields = inputsOf(button.closest('.ac-adaptiveCard'));
  if (!fields.every((field) => field.reportValidity())) return undefined;
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

/** @param {Element | null} card */
function inputsOf(card) {
  return /** @type {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} */ ([
    ...(card?.querySelectorAll('.ac-input') ?? []),
  ]);
}

/** @param {Element} field */
function isFilled(field) {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
  return (
    (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
    field.value !== field.defaultValue
  );
}
