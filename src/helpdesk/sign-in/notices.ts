import type { Response } from 'restify';
import type { MessageValues } from '../../content/format-message.ts';
import type { HelpdeskTexts } from '../../content/schema/helpdesk-texts.ts';
import { html } from '../../http/html.ts';
import { sendPrivatePage } from '../../http/respond.ts';
import { layout, type PageContext } from '../layout.ts';
import { SIGN_IN } from './one-time-link.ts';

/** The links to the sign-in that a page may offer. */
const WAYS = { again: SIGN_IN, asSomebodyElse: `${SIGN_IN}?anew=1` } as const;

interface Notice {
  say: keyof HelpdeskTexts['signIn']['notices'];
  status: number;
  values?: MessageValues;
  way?: keyof typeof WAYS;
}

/** Sends a page that says what happened and what to do next. */
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
  sendPrivatePage(response, status, layout(context, { title: say(title), main }));
}
