import { type Html, html } from '../../http/html.ts';

/** A message about what was just done. It takes the focus when the page loads, so that nobody has to look for it. */
export interface Notice {
  kind: 'done' | 'refused';
  text: string;
}

/** Draws a notice, if there is one. */
export function noticeBox(notice: Notice | undefined): Html {
  if (!notice) return html``;
  return html`<p class="notice ${notice.kind}" role="${notice.kind === 'done' ? 'status' : 'alert'}" tabindex="-1" autofocus>${notice.text}</p>`;
}
