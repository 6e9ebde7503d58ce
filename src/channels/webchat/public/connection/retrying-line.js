// @ts-check
import { hideNotice, showNotice } from '../notices/notice.js';
import { settings } from '../settings.js';
import { pause, waitMs } from './retry-after.js';

/** The code with which the server closes the stream of a conversation that was ended. */
const ENDED = 4001;
/** After this time of trying, Web Chat offers to send a message again by hand. */
const PATIENCE_MS = 150_000;
/** Until the next try of a client that polls and got no answer. */
const POLL_AGAIN_MS = 3_000;

/** @typedef {{ method?: string, url: string }} AjaxRequest */
/** @typedef {{ status: number, xhr?: XMLHttpRequest }} AjaxError */

/**
 * @typedef {object} Errors
 * @property {(decide: (error: AjaxError) => Promise<void>) => unknown} mergeMap
 */

/**
 * @typedef {object} Answer
 * @property {(when: (errors: Errors) => unknown) => Answer} retryWhen
 * @property {(onNext: () => void) => Answer} do
 * @property {{ ajax: (request: AjaxRequest) => Answer }} constructor The class of all answers.
 */

/**
 * The part of Direct Line's client by which it talks to the server.
 * @typedef {object} Services
 * @property {(request: AjaxRequest) => Answer} ajax
 * @property {typeof WebSocket} WebSocket
 */

/**
 * Makes a line that waits and tries again where the server asks for it, and that learns when its conversation was ended. Direct
 * Line's client gives a refused message up at once and never polls again after an error.
 * @param {{ services: Services }} line
 * @param {() => boolean} isInUse
 * @param {() => void} onEnded
 */
export function makeRetrying({ services }, isInUse, onEnded) {
  const { WebSocket: Socket } = services;
  // What Direct Line's client puts around it handles a 429 itself, and fails at that.
  const { ajax } = services.ajax({ url: '' }).constructor;
  services.ajax = (request) => {
    const since = Date.now();
    let isWaiting = false;
    /** @param {AjaxError} error */
    const decide = async (error) => {
      const ms = waitOf(request, error);
      if (ms === undefined || !isInUse() || Date.now() - since + ms > PATIENCE_MS) throw error;
      if (isShown(request)) {
        isWaiting = true;
        showNotice(noticeFor(request, error, ms));
      }
      await pause(ms);
    };
    return ajax(request)
      .retryWhen((errors) => errors.mergeMap(decide))
      .do(() => {
        if (isWaiting) hideNotice();
      });
  };
  services.WebSocket = class extends Socket {
    /** @param {string | URL} address */
    constructor(address) {
      super(address);
      this.addEventListener('close', ({ code }) => {
        if (code === ENDED && isInUse()) onEnded();
      });
    }
  };
}

/**
 * @param {AjaxRequest} request
 * @param {AjaxError} error
 */
function waitOf(request, { status, xhr }) {
  const ms = waitMs(status, xhr?.getResponseHeader('Retry-After'));
  const hasFailed = status === 0 || status >= 500;
  return ms ?? (isPoll(request) && hasFailed ? POLL_AGAIN_MS : undefined);
}

/** @param {AjaxRequest} request */
function isPoll({ method, url }) {
  return method === 'GET' && url.includes('/activities?');
}

/** Checks whether somebody waits for the answer: they have sent something, or opened the page. @param {AjaxRequest} request */
function isShown({ method, url }) {
  return method === 'POST' && !url.endsWith('/tokens/refresh');
}

/**
 * @param {AjaxRequest} request
 * @param {AjaxError} error
 * @param {number} ms
 */
function noticeFor({ url }, { status }, ms) {
  if (!url.endsWith('/activities')) return settings.busy;
  const sentence = status === 429 ? settings.tooMany : settings.unavailable;
  return sentence.replace('{seconds}', String(Math.ceil(ms / 1000)));
}
