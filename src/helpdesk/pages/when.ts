import { type Html, html } from '../../web/html.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment, in UTC; a script of the page turns it into the reader's own time. */
export function when(iso: string, language: string): Html {
  return html`<time datetime="${iso}">${formatOf(language).format(new Date(iso))}</time>`;
}

function formatOf(language: string): Intl.DateTimeFormat {
  const known = formats.get(language);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  formats.set(language, made);
  return made;
}
