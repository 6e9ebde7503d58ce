import { type Html, html } from '../../http/html.ts';

/** A sentence, or an address to open. */
type Paragraph = string | { link: string };

interface Section {
  heading: string;
  lines: { name?: string; text: string }[];
}

/** What a desk reads of a ticket or a message, before it becomes plain text or HTML. */
export interface MessageBody {
  opening: Paragraph[];
  sections: Section[];
  closing: Paragraph[];
}

/** The letter as plain text; what people wrote stands in it as they wrote it. */
export function toText({ opening, sections, closing }: MessageBody): string {
  const written = sections.map(({ heading, lines }) =>
    [
      heading,
      '-'.repeat(heading.length),
      ...lines.map(({ name, text }) => (name ? `${name}: ${text}` : text)),
    ].join('\n'),
  );
  return [...opening.map(inText), ...written, ...closing.map(inText)].join('\n\n');
}

/** The letter as an HTML page, in which nothing that people wrote is markup. */
export function toHtml({ opening, sections, closing }: MessageBody, title: string, language: string): string {
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
${opening.map(inHtml)}
${sections.map(
  ({ heading, lines }) => html`<h2>${heading}</h2>
${lines.map(({ name, text }) => html`<p>${name ? html`<strong>${name}:</strong> ` : ''}${broken(text)}</p>\n`)}`,
)}
${closing.map(inHtml)}
</body>
</html>
`.text;
}

function inText(paragraph: Paragraph): string {
  return typeof paragraph === 'string' ? paragraph : paragraph.link;
}

function inHtml(paragraph: Paragraph): Html {
  return typeof paragraph === 'string'
    ? html`<p>${paragraph}</p>\n`
    : html`<p><a href="${paragraph.link}">${paragraph.link}</a></p>\n`;
}

/** Mail programs drop the style that would keep line breaks. */
function broken(text: string): Html[] {
  return text.split('\n').map((line, index) => html`${index === 0 ? '' : html`<br>\n`}${line}`);
}
