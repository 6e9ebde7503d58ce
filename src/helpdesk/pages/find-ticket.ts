import { type Html, html } from '../../http/html.ts';
import type { PageContext } from '../layout.ts';

/** Returns the form that opens a ticket by its number. */
export function findTicket({ say, texts }: PageContext): Html {
  const { find, findButton } = texts.inbox.list;
  return html`
        <form class="inline" action="/helpdesk/tickets">
          <label for="number">${say(find)}</label>
          <input id="number" name="number" size="8" maxlength="20" autocomplete="off" spellcheck="false" required>
          <button>${say(findButton)}</button>
        </form>`;
}
