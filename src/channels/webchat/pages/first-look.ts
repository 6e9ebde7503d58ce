import { Html, html } from '../../../http/html.ts';
import type { Drawn } from '../public/first-look/draw.js';
import { drawCard } from '../public/first-look/draw-card.js';

/** The elements that have no end tag. */
const EMPTY = new Set(['img', 'input']);

/** The content of an Adaptive Card, as JSON. */
export type CardContent = Readonly<Record<string, unknown>>;

/** Writes a card as HTML, drawn as the page's own script draws it, so that it is there before any script is. */
export function cardAsHtml(card: CardContent): Html {
  return written(drawCard(card));
}

function written({ tag, attributes, children }: Drawn): Html {
  const inTag = Object.entries(attributes).map(([name, value]) => html` ${name}="${value}"`);
  const begin = html`${new Html(`<${tag}`)}${inTag}>`;
  if (EMPTY.has(tag)) return begin;
  const inside = children.map((child) => (typeof child === 'string' ? child : written(child)));
  return html`${begin}${inside}${new Html(`</${tag}>`)}`;
}
