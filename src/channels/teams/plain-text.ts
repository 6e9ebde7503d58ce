import { compile } from 'html-to-text';
import { MAX_TEXT_LENGTH } from '../../conversation/input-limits.ts';
import type { Mention, TeamsActivity } from './activity-schema.ts';

const HTML = 'text/html';
/** Teams puts the message that a reply quotes before the reply. */
const QUOTATION = /<blockquote[^<>]*schema\.skype\.com\/Reply/i;
const MENTION_ELEMENT = /<at\b[^<>]*>[^<]*<\/at>/gi;
const MENTION_SPAN = /<span[^<>]*schema\.skype\.com\/Mention[^<>]*>[^<]*<\/span>/gi;
const INVISIBLE = /[\u00AD\u200B-\u200D\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** A text that is longer with its markup is too long without it, too; it is not converted, since that is slow. */
const MAX_MARKUP_LENGTH = 4 * MAX_TEXT_LENGTH;
/** An ampersand that begins no entity, as in a URL. */
const BARE_AMPERSAND = /&(?!(?:[a-z]+|#\d+|#x[\da-f]+);)/gi;
/** One line without markup, as most people type: converting it would only tidy its spaces. */
const PLAIN_LINE = /^[^&<\r\n]*$/;
/** Nobody writes markup that is nested deeper. */
const MAX_DEPTH = 50;

/** Returns the typed words without mentions, markup, quotations and invisible characters, and with straight quotation marks. */
export function plainText(activity: TeamsActivity, mentions: readonly Mention[]): string {
  const html = htmlOf(activity);
  if (html !== undefined && QUOTATION.test(html)) return textOfHtml(html, mentions);
  const typed = textOfText(activity, mentions);
  return typed === '' && html !== undefined ? textOfHtml(html, mentions) : typed;
}

function htmlOf({ attachments }: TeamsActivity): string | undefined {
  const found = attachments?.find(({ contentType }) => contentType === HTML)?.content;
  return typeof found === 'string' ? found : undefined;
}

function textOfText({ text, textFormat }: TeamsActivity, mentions: readonly Mention[]): string {
  const typed = text ?? '';
  if (typed.length > MAX_MARKUP_LENGTH) return typed;
  const unnamed = withoutMentions(typed, mentions);
  if (PLAIN_LINE.test(unnamed)) return tidy(unnamed);
  const isMarkup = textFormat === 'xml' || textFormat === 'html';
  return htmlToPlain(isMarkup ? unnamed : unnamed.replace(BARE_AMPERSAND, '&amp;').replaceAll('<', '&lt;'));
}

function textOfHtml(html: string, mentions: readonly Mention[]): string {
  if (html.length > MAX_MARKUP_LENGTH) return html;
  return htmlToPlain(withoutMentions(html.replace(MENTION_SPAN, ' '), mentions));
}

function withoutMentions(text: string, mentions: readonly Mention[]): string {
  const names = mentions.flatMap(({ text: label, mentioned }) => [
    label,
    mentioned?.name && `@${mentioned.name}`,
  ]);
  return names
    .filter((name) => typeof name === 'string' && name !== '' && name !== '@')
    .reduce<string>((rest, name) => rest.replaceAll(String(name), ' '), text.replace(MENTION_ELEMENT, ' '));
}

/** Converts HTML, or text with HTML entities, to plain text. The library prepares its options once, since that takes long. */
const convert = compile({
  // By default the library reads a zero-width space as a space.
  whitespaceCharacters: ' \t\r\n\f',
  limits: { maxDepth: MAX_DEPTH },
  wordwrap: false,
  preserveNewlines: true,
  selectors: [
    { selector: 'blockquote', format: 'skip' },
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { ignoreHref: true } },
    { selector: '*', options: { uppercase: false } },
  ],
});

function htmlToPlain(html: string): string {
  return tidy(convert(html));
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\u2018\u2019\u201A\u201B]/g, "'")
    .replace(/[\u201C-\u201F]/g, '"')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
