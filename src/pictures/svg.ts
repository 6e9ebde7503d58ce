import type { Texts } from '../content/content.ts';
import { sayFor } from '../content/format-message.ts';
import { pictureAlt } from './address.ts';
import { type Layout, layOut } from './layout.ts';
import type { Paint, Shape } from './shapes.ts';

/** Fonts of the same widths: that of the package for PNGs, then those that computers have. */
const FONTS = "Arimo, Arial, 'Liberation Sans', Helvetica, sans-serif";

/** Draws a picture of the content pack as SVG, with the words of a language; undefined where there is no such picture. */
export function pictureSvg(texts: Texts, id: string): string | undefined {
  const picture = texts.drawings[id];
  if (!Object.hasOwn(texts.drawings, id) || !picture) return undefined;
  const say = sayFor(texts.network, texts.language);
  return toSvg(layOut(picture, texts.pictures, say), pictureAlt(texts, id));
}

/** Writes a drawing as SVG; `alt` is read out in its place. */
function toSvg({ width, height, shapes }: Layout, alt: string): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(alt)}" font-family="${FONTS}">`,
    ...shapes.map(element),
    '</svg>',
  ].join('\n');
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius = 0 } = shape;
      return `<rect ${attributes({ x, y, width, height, rx: radius })} ${paint(shape)}/>`;
    }
    case 'circle':
      return `<circle ${attributes({ cx: shape.x, cy: shape.y, r: shape.radius })} ${paint(shape)}/>`;
    case 'path':
      return `<path transform="translate(${round(shape.x)} ${round(shape.y)})" d="${shape.d}" ${paint(shape)} stroke-linecap="round" stroke-linejoin="round"/>`;
    case 'text': {
      const { x, baseline, size, width, colour, bold, underlined } = shape;
      const look = `${bold ? ' font-weight="700"' : ''}${underlined ? ' text-decoration="underline"' : ''}`;
      // The length is that of the first font; another one is drawn closer rather than over the edge.
      return `<text ${attributes({ x, y: baseline, 'font-size': size, textLength: width })} lengthAdjust="spacingAndGlyphs" fill="${colour}"${look}>${escaped(shape.text)}</text>`;
    }
  }
}

function paint({ fill = 'none', stroke, strokeWidth }: Paint): string {
  return `fill="${fill}"${stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${strokeWidth ?? 1}"`}`;
}

function attributes(values: Record<string, number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${round(value)}"`)
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
