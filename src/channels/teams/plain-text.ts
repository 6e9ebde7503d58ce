import { convert } from 'html-to-text';
import type { Mention, TeamsActivity } from './activity-schema.ts';

const HTML = 'text/html';
/** Teams puts the message that is answered before the answer, as a quotation. */
const QUOTATION = /<blockquote[^<>]*schema\.skype\.com\/Reply/i;
const MENTION_ELEMENT = /<at\b[^<>]*>[^<]*<\/at>/gi;
const MENTION_SPAN = /<span[^<>]*schema\.skype\.com\/Mention[^<>]*>[^<]*<\/span>/gi;
const INVISIBLE = /[\u00AD\u200B-\u200D\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** Teams takes no message of more than 28 kB; what is longer is not read to its end, since reading HTML takes its time. */
const MAX_LENGTH = 30_000;
/** An ampersand that begins no entity, as in an address. */
const BARE_AMPERSAND = /&(?!(?:[a-z]+|#\d+|#x[\da-f]+);)/gi;
/** Deeper markup is nobody's message. */
const MAX_DEPTH = 50;

/** What the person typed: without mentions, markup, quotations and invisible characters, and with straight quotation marks. */
export function plainText(activity: TeamsActivity, mentions: readonly Mention[]): string {
  const html = htmlOf(activity);
  if (html !== undefined && QUOTATION.test(html)) return tidy(textOfHtml(html, mentions));
  const typed = tidy(textOfText(activity, mentions));
  return typed === '' && html !== undefined ? tidy(textOfHtml(html, mentions)) : typed;
}

function htmlOf({ attachments }: TeamsActivity): string | undefined {
  const found = attachments?.find(({ contentType }) => contentType === HTML)?.content;
  return typeof found === 'string' ? found.slice(0, MAX_LENGTH) : undefined;
}

function textOfText({ text, textFormat }: TeamsActivity, mentions: readonly Mention[]): string {
  const unnamed = withoutMentions((text ?? '').slice(0, MAX_LENGTH), mentions);
  const isMarkup = textFormat === 'xml' || textFormat === 'html';
  return htmlToPlain(isMarkup ? unnamed : unnamed.replace(BARE_AMPERSAND, '&amp;').replaceAll('<', '&lt;'));
}

function textOfHtml(html: string, mentions: readonly Mention[]): string {
  return htmlToPlain(withoutMentions(html.replace(MENTION_SPAN, ' '), mentions));
}

function withoutMentions(text: string, mentions: readonly Mention[]): string {
  const names = mentions.flatMap(({ text: said, mentioned }) => [
    said,
    mentioned?.name && `@${mentioned.name}`,
  ]);
  return names
    .filter((name) => typeof name === 'string' && name !== '' && name !== '@')
    .reduce<string>((rest, name) => rest.replaceAll(String(name), ' '), text.replace(MENTION_ELEMENT, ' '));
}

/** Reads HTML, or text that has nothing of it but its entities. */
function htmlToPlain(html: string): string {
  return convert(html, {
    // By default a zero-width space parts words.
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
