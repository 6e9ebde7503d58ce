import { type Html, html } from '../../http/html.ts';

/** A sentence, or a link. */
type Paragraph = string | { link: string };

interface Section {
  heading: string;
  lines: { name?: string; text: string }[];
}

/** The text about a ticket or a message that a desk reads, before it is turned into plain text or HTML. */
export interface MessageBody {
  opening: Paragraph[];
  sections: Section[];
  closing: Paragraph[];
}

/** Returns the body as plain text, with people's words as they wrote them. */
export function toText({ opening, sections, closing }: MessageBody): string {
  const drawnSections = sections.map(({ heading, lines }) =>
    [
      heading,
      '-'.repeat(heading.length),
      ...lines.map(({ name, text }) => (name ? `${name}: ${text}` : text)),
    ].join('\n'),
  );
  return [...opening.map(inText), ...drawnSections, ...closing.map(inText)].join('\n\n');
}

/** Returns the body as an HTML page in which people's words are never markup. */
export function toHtml({ opening, sections, closing }: MessageBody, title: string, language: string): string {
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
${opening.map(inHtml)}
${sections.map(
  ({ heading, lines }) => html`<h2>${heading}</h2>
${lines.map(({ name, text }) => html`<p>${name ? html`<strong>${name}:</strong> ` : ''}${withLineBreaks(text)}</p>\n`)}`,
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

/** Line breaks as elements, since mail programs drop the style that would keep them. */
function withLineBreaks(text: string): Html[] {
  return text.split('\n').map((line, index) => html`${index === 0 ? '' : html`<br>\n`}${line}`);
}
