import { compile } from 'html-to-text';

/** In characters: what follows is quoted from earlier emails, or nothing that a person wrote. */
export const LONGEST_HTML = 200_000;
/** Each takes as long as some fifty characters; an email of a long conversation has a few thousand. */
const MOST_TAGS = 8_000;
/** No mail program nests deeper by itself; what is deeper is quoted many times over. */
const DEEPEST = 60;
/** In characters: HTML shows itself at the beginning. */
const BEGINNING = 3000;
const TAG =
  /<(?:!doctype html|html|head|body|div|p|br|table|span|blockquote|meta|font|ul|ol)\b[^<>]{0,500}>/i;
const END = /<\/(?:html|body|div|p|table|span|blockquote|font|a|b|ul|ol)\s*>|<br\s*\/?>/i;
/** The elements that hold no words, and comments, in which Outlook hides markup for itself. */
const WORDLESS: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<style', '</style'],
  ['<script', '</script'],
  ['<title', '</title'],
];

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: DEEPEST },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
});

/** Checks whether a text is HTML, which some programs send as text. */
export function isHtml(text: string): boolean {
  const beginning = text.slice(0, BEGINNING);
  return TAG.test(beginning) && END.test(text);
}

/** Returns the text of an HTML email; what is quoted stands behind ">", as in plain text. */
export function htmlToText(html: string): string {
  const readable = WORDLESS.reduce(
    (rest, [open, close]) => withoutElements(rest, open, close),
    html.slice(0, LONGEST_HTML),
  );
  return convert(withFewTags(readable));
}

/** Returns HTML up to where it has more tags than an email. */
function withFewTags(html: string): string {
  let end = -1;
  for (let tags = 0; tags <= MOST_TAGS; tags++) {
    end = html.indexOf('<', end + 1);
    if (end < 0) return html;
  }
  return html.slice(0, end);
}

/** Removes elements in one pass: a pattern would search to the end for each that is never closed. */
function withoutElements(html: string, open: string, close: string): string {
  const folded = html.toLowerCase();
  if (folded.length !== html.length) return html;
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const start = folded.indexOf(open, from);
    const end = start < 0 ? -1 : folded.indexOf(close, start + open.length);
    if (end < 0) return kept.join('') + html.slice(from);
    kept.push(html.slice(from, start));
    const behind = close.endsWith('>') ? end + close.length : folded.indexOf('>', end) + 1;
    if (behind === 0) return kept.join('');
    from = behind;
  }
}
