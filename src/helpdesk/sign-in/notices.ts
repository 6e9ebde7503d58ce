import type { Response } from 'restify';
import type { MessageValues } from '../../content/format-message.ts';
import type { HelpdeskTexts } from '../../content/schema/helpdesk-texts.ts';
import { html } from '../../http/html.ts';
import { sendPrivatePage } from '../../http/send-page.ts';
import { layout, type PageContext } from '../pages/layout.ts';
import { SIGN_IN } from './one-time-link.ts';

/** The ways to the sign-in that a page may offer. */
const WAYS = { again: SIGN_IN, asSomebodyElse: `${SIGN_IN}?anew=1` } as const;

interface Notice {
  say: keyof HelpdeskTexts['signIn']['notices'];
  status: number;
  values?: MessageValues;
  way?: keyof typeof WAYS;
}

/** Answers with a page that says what happened and what to do next. */
export function sendNotice(
  response: Response,
  { say: name, status, values, way }: Notice,
  context: PageContext,
): void {
  const { say, texts } = context;
  const { title, text } = texts.signIn.notices[name];
  const main = html`
      <h1>${say(title)}</h1>
      <p>${say(text, values)}</p>
      ${way ? html`<p><a class="button" href="${WAYS[way]}">${say(texts.signIn[way])}</a></p>` : ''}`;
  // A client that still sends a body would not see the answer to its next request on the same connection.
  const headers: Record<string, string> = status === 413 ? { Connection: 'close' } : {};
  sendPrivatePage(response, status, layout(context, { title: say(title), main }), headers);
}
