// @ts-check
import { draw, drawLink } from './draw.js';

/** Bold words, a link with a title, or an address that stands for itself. */
const INLINE = /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>()]*[^\s<>().,;:!?])/u;
/** Web Chat sets this sign as printers do. */
const APOSTROPHE = /(?<=\p{L})'(?=\p{L})/gu;
const LINE_OF_LIST = /^(?:(\d+)\.|-) (.*)$/u;

/**
 * Draws a text of a card: paragraphs and lists, with bold words and links. Our texts hold no other Markdown.
 * @param {string} text
 * @returns {import('./draw.js').Drawn[]}
 */
export function drawMarkdown(text) {
  /** @type {{ tag: string, items: string[] }[]} */
  const blocks = [];
  for (const line of text.replace(APOSTROPHE, '’').split('\n')) {
    const [, number, item] = LINE_OF_LIST.exec(line) ?? [];
    const tag = item === undefined ? 'p' : number === undefined ? 'ul' : 'ol';
    const last = blocks.at(-1);
    if (last?.tag === tag && tag !== 'p') last.items.push(item ?? '');
    else blocks.push({ tag, items: [item ?? line] });
  }
  return blocks.map(({ tag, items }) =>
    tag === 'p'
      ? draw('p', {}, drawInline(items.join('\n')))
      : draw(
          tag,
          {},
          items.map((item) => draw('li', {}, drawInline(item))),
        ),
  );
}

/**
 * @param {string} text
 * @returns {(import('./draw.js').Drawn | string)[]}
 */
function drawInline(text) {
  const found = INLINE.exec(text);
  if (!found) return text === '' ? [] : [text];
  const [all, bold, title, url, address] = found;
  const before = text.slice(0, found.index);
  const inline =
    bold === undefined
      ? drawLink(url ?? address ?? '', '', [title ?? address ?? ''])
      : draw('strong', {}, drawInline(bold));
  return [...(before === '' ? [] : [before]), inline, ...drawInline(text.slice(found.index + all.length))];
}
