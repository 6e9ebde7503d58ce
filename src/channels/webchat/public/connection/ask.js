// @ts-check

/** Longer than any turn takes. What is sent again after it is recognised by the server, and not counted twice. */
const ANSWER_MS = 20_000;
/** For the rest of an answer that has begun to come. */
const READ_MS = 30_000;

/** The status of a call to which nobody has answered. */
export const NO_ANSWER = 0;
/** What the page of a guest network or a hospital's proxy says, where our server would say more: nobody's talk ends with it. */
const OFTEN_FOREIGN = [200, 401, 403];

/**
 * @typedef {object} Question
 * @property {'GET' | 'POST'} [method]
 * @property {string | null} [token]
 * @property {object} [body]
 * @property {number} [patienceMs]
 */

/** @typedef {{ status: number, body: unknown, retryAfter: string | null }} Answer */

/**
 * Asks the server and returns its answer. It never fails: a network that is gone, a call that hangs and a page of somebody else,
 * such as the sign-in of a guest network, are all no answer.
 * @param {string} path
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
export async function ask(path, { method = 'GET', token, body, patienceMs = ANSWER_MS }) {
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  let timer = setTimeout(giveUp, patienceMs);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: controller.signal,
    });
    clearTimeout(timer);
    timer = setTimeout(giveUp, READ_MS);
    const answer = parsed(await response.text());
    const isOurs = answer !== undefined || !OFTEN_FOREIGN.includes(response.status);
    return {
      status: isOurs ? response.status : NO_ANSWER,
      body: answer,
      retryAfter: response.headers.get('Retry-After'),
    };
  } catch {
    return { status: NO_ANSWER, body: undefined, retryAfter: null };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Checks whether an answer says that the server cannot be reached: there is none, or it comes from a proxy in front of it.
 * @param {Answer} answer
 */
export function isUnreachable({ status }) {
  return status === NO_ANSWER || status >= 500;
}

/**
 * Checks whether an answer says that the token is not taken (any more).
 * @param {Answer} answer
 */
export function isForbidden({ status }) {
  return status === 401 || status === 403;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
