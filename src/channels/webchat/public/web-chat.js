// @ts-check

import { watchSentPresses } from './cards/one-press.js';
import { makeRest } from './connection/rest.js';
import { helpdeskBanner, talkingToIn } from './notices/helpdesk-banner.js';
import { limitLength, showExcess } from './notices/text-length.js';
import { make, settings } from './settings.js';
import { offerEarlierMessages } from './transcript/earlier-messages.js';
import { foldEarlierSteps } from './transcript/earlier-steps.js';
import { focusNextAnswer } from './transcript/focus-answers.js';
import { incoming } from './transcript/incoming-activities.js';
import { markLanguages } from './transcript/message-languages.js';
import { ownTimes } from './transcript/message-times.js';
import { SEND_BOX, TRANSCRIPT } from './transcript/selectors.js';
import { cardLook, chatLook } from './transcript/style-options.js';
import { useNaturalTabOrder } from './transcript/tab-order.js';

/** It is large, and people can do without it. */
const AGAIN_MS = 30_000;
const PARTS = { box: SEND_BOX, talk: TRANSCRIPT };

/** The number by which Web Chat sorts messages: their time, where they bring none. */
const SEQUENCE = 'webchat:sequence-id';
/** How far one message is from the next one in it. */
const STEP = 0.001;

/** @typedef {{ getState(): { sendBoxValue: string }, dispatch(action: object): void }} Store */

/**
 * @typedef {object} WebChat
 * @property {(state: object, ...middleware: unknown[]) => Store} createStore
 * @property {(options: object, element: HTMLElement) => void} renderWebChat
 */

/** @type {Promise<WebChat> | undefined} */
let loading;

/**
 * Loads Microsoft's Web Chat, which is large: everything that people need at once comes before it. Where it does not come, it is
 * asked for again, since people can do without it meanwhile.
 * @returns {Promise<WebChat>}
 */
export function loadWebChat() {
  loading ??= load();
  return loading;
}

async function load() {
  const { rest } = makeRest();
  for (;;) {
    const webChat = await loadOnce();
    if (webChat) return webChat;
    await rest(AGAIN_MS);
  }
}

/** @returns {Promise<WebChat | undefined>} */
function loadOnce() {
  const script = make('script', '');
  script.src = new URL('webchat.js', import.meta.url).href;
  return new Promise((resolve) => {
    const end = () => resolve(/** @type {{ WebChat?: WebChat }} */ (/** @type {unknown} */ (window)).WebChat);
    script.addEventListener('load', end);
    script.addEventListener('error', end);
    document.head.append(script);
  });
}

/**
 * Shows a conversation in Web Chat.
 * @param {WebChat} webChat
 * @param {HTMLElement} root
 * @param {object} options
 * @param {import('./connection/line.js').Line} options.line
 * @param {string} options.userId
 * @param {(activity: import('./transcript/incoming-activities.js').Activity) => void} options.onShown Called for each message.
 * @param {(activities: import('./transcript/incoming-activities.js').Activity[]) => void} options.onEarlier Called for each page of
 *   messages that were said before those that are shown.
 * @returns {import('./view.js').View & { showEarlier: () => Promise<void> }}
 */
export function showInWebChat({ createStore, renderWebChat }, root, { line, userId, onShown, onEarlier }) {
  useNaturalTabOrder(root);
  const foldEarlier = foldEarlierSteps(root);
  const languages = markLanguages(root);
  const showHelpdesk = helpdeskBanner(root, PARTS, say);
  const { nonce } = settings;
  let activityStatusMiddleware = ownTimes(settings.language);
  let showsTops = false;
  /** Until the second message of the person after earlier messages were added, Web Chat takes these for the newest. */
  let isMixedUp = false;
  let isWithHelpdesk = false;
  /** The place of the first message on the page among all that Web Chat sorts. */
  let first = Number.POSITIVE_INFINITY;
  const store = createStore(
    {},
    limitLength(),
    watchSentPresses(),
    incoming(
      (activity, isEarlier) => {
        languages.learn(activity);
        foldEarlier(activity);
        if (isEarlier) return;
        onShown(activity);
        first = Math.min(first, Date.parse(activity.timestamp ?? '') || first);
        const talkingTo = talkingToIn(activity);
        if (talkingTo) writeToHelpdesk(talkingTo.helpdesk);
      },
      () => {
        // From the first answer on, new messages are read from their top.
        if (showsTops) return;
        if (isMixedUp) {
          isMixedUp = false;
          return;
        }
        showsTops = true;
        setTimeout(render);
      },
    ),
  );

  function render() {
    const look = chatLook(showsTops, isWithHelpdesk);
    const options = {
      activityStatusMiddleware,
      ...look,
      adaptiveCardsHostConfig: cardLook,
      directLine: line,
      locale: settings.language,
      nonce,
      store,
      userID: userId,
    };
    renderWebChat(options, root);
  }

  /** @param {boolean} isOn */
  function writeToHelpdesk(isOn) {
    if (isOn === isWithHelpdesk) return;
    isWithHelpdesk = isOn;
    showHelpdesk(isOn);
    setTimeout(render);
  }

  /** @param {import('./transcript/incoming-activities.js').Activity[]} activities */
  function addEarlier(activities) {
    onEarlier(activities);
    showsTops = false;
    isMixedUp = true;
    render();
    first -= activities.length * STEP;
    for (const [index, earlier] of activities.entries()) {
      const channelData = { ...earlier.channelData, [SEQUENCE]: first + index * STEP };
      const activity = { ...earlier, channelData };
      store.dispatch({ type: 'DIRECT_LINE/INCOMING_ACTIVITY', payload: { activity, isEarlier: true } });
    }
  }

  /** @param {string} text */
  function say(text) {
    focusNextAnswer();
    store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } });
  }

  render();
  const earlier = offerEarlierMessages(root, line, addEarlier);
  return {
    say,
    showEarlier: earlier.load,
    typed: () => store.getState().sendBoxValue,
    keepInBox(text) {
      if (store.getState().sendBoxValue === '')
        store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text } });
      showExcess(text);
    },
    translate() {
      activityStatusMiddleware = ownTimes(settings.language);
      showHelpdesk(isWithHelpdesk);
      earlier.translate();
      languages.update();
      foldEarlier();
      render();
    },
  };
}
