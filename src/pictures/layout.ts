import type { Item, Picture, PictureTexts, Screen } from '../content/schema/picture.ts';
import { arrow, cross, envelope, pointer, tick } from './icons.ts';
import { type Fit, LOOKS, label, nameWidth } from './items.ts';
import { textWidth } from './measure.ts';
import { type Box, COLOUR, type Shape } from './shapes.ts';

/** The width of every drawing, in pixels: a little wider than a card on the narrowest phone. */
export const WIDTH = 360;
const MARGIN = 6;
/** Between two screens side by side, where an arrow stands. */
const ARROW_GAP = 24;
const BAR = 17;
const PADDING = 8;
/** Above the first and below the last line of a screen. */
const EDGE = 6;
const LINE_GAP = 6;
const ITEM_GAP = 10;
const INDENT = 16;
const MARK_HEIGHT = 14;
const MARK_SIZE = 11;
const TITLE_SIZE = 12;
/** The room between an item and the ring around it. */
const RING = 3;
/** Letters drawn smaller than this share of their size are hard to read on a phone. */
const SMALLEST = 0.8;

/** A drawing whose every stroke has its place. */
export interface Layout {
  width: number;
  height: number;
  shapes: Shape[];
  /** Where items stand whose words have too little room. */
  tooLong: { screen: number; item: number; scale: number }[];
}

/** Places everything of a picture; `say` fills the placeholders of its words. */
export function layOut(picture: Picture, texts: PictureTexts, say: (text: string) => string): Layout {
  const frames = framesOf(picture);
  const drawn = picture.screens.map((screen, index) =>
    drawScreen(screen, frames[index] ?? { x: MARGIN, width: WIDTH }, texts, say),
  );
  const isRow = picture.arrange === 'side-by-side';
  const tallest = Math.max(...drawn.map(({ height }) => height));
  let y = MARGIN;
  const shapes: Shape[] = [];
  drawn.forEach((screen, index) => {
    const height = isRow ? tallest : screen.height;
    shapes.push(...screen.shapesAt(y, height));
    const next = frames[index + 1];
    if (isRow && next) shapes.push(...arrow(next.x - ARROW_GAP + 5, y + height / 2 - 6));
    if (!isRow) y += height + MARGIN;
  });
  if (isRow) y += tallest + MARGIN;
  const height = Math.ceil(y - MARGIN + MARK_HEIGHT + 2);
  return {
    width: WIDTH,
    height,
    shapes: [ground(height), ...shapes, mark(say(texts.mark), height)],
    tooLong: drawn.flatMap(({ scales }, screen) =>
      scales.flatMap((scale, item) => (scale < SMALLEST ? [{ screen, item, scale }] : [])),
    ),
  };
}

function ground(height: number): Shape {
  const edge = { fill: COLOUR.ground, stroke: COLOUR.line, strokeWidth: 1 };
  return { kind: 'rect', x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, ...edge };
}

function mark(text: string, height: number): Shape {
  const width = textWidth(text, MARK_SIZE);
  const room = { x: MARGIN + PADDING, y: height - MARK_HEIGHT - 1, width, height: MARK_HEIGHT };
  return label(text, room, MARK_SIZE, { colour: COLOUR.quiet });
}

/** Returns where each screen begins and how wide it is. */
function framesOf({ arrange, screens }: Picture): { x: number; width: number }[] {
  const whole = WIDTH - 2 * MARGIN;
  if (arrange === 'one-below-the-other') return screens.map(() => ({ x: MARGIN, width: whole }));
  const shares = screens.reduce((sum, { width }) => sum + width, 0);
  const room = whole - ARROW_GAP * (screens.length - 1);
  let x = MARGIN;
  return screens.map((screen) => {
    const width = (room * screen.width) / shares;
    const frame = { x, width };
    x += width + ARROW_GAP;
    return frame;
  });
}

interface DrawnScreen {
  height: number;
  shapesAt(y: number, height: number): Shape[];
  /** For each item the size of its letters, as a share of the full one. */
  scales: number[];
}

function drawScreen(
  screen: Screen,
  { x, width }: { x: number; width: number },
  texts: PictureTexts,
  say: (text: string) => string,
): DrawnScreen {
  const bar = screen.title === undefined && screen.verdict === undefined ? 0 : BAR;
  const inner = { x: x + PADDING, width: width - 2 * PADDING };
  const lines = linesOf(screen.items.map((item) => spoken(item, say)));
  const names = Math.max(
    ...lines.map(([first]) => (first && LOOKS[first.kind].named ? nameWidth(first) : 0)),
  );
  let below = bar + EDGE;
  const placed = lines.flatMap((line, index) => {
    const items = placeLine(line, inner, below, names);
    below += heightOf(line) + (isListed(line) && isListed(lines[index + 1]) ? 0 : LINE_GAP);
    return items;
  });
  return {
    height: below - LINE_GAP + EDGE,
    scales: placed.map(({ fit }) => fit.scale),
    shapesAt(y, height) {
      const at = (room: Box): Box => ({ ...room, y: room.y + y });
      return [
        ...frame(screen, { x, y, width, height }, bar, texts, say),
        ...placed.flatMap(({ item, room, fit }) => LOOKS[item.kind].draw(item, at(room), fit)),
        ...placed
          .filter(({ item }) => item.click)
          .flatMap(({ item, room, fit }) => {
            const target = LOOKS[item.kind].target?.(item, room, fit) ?? room;
            return clickMark(at(target), x + width, screen.verdict);
          }),
      ];
    },
  };
}

function spoken(item: Item, say: (text: string) => string): Item {
  return {
    ...item,
    ...(item.text !== undefined && { text: say(item.text) }),
    ...(item.value !== undefined && { value: say(item.value) }),
  };
}

/** Draws the frame of a screen, with a bar at its top where it has a title or a verdict. */
function frame(
  { frame: kind, title, verdict }: Screen,
  room: Box,
  bar: number,
  texts: PictureTexts,
  say: (text: string) => string,
): Shape[] {
  const colour = verdict ? COLOUR[verdict] : COLOUR.line;
  const radius = kind === 'phone' ? 12 : 4;
  const edge = { stroke: colour, strokeWidth: verdict ? 2 : 1.2 };
  const shapes: Shape[] = [{ kind: 'rect', ...room, radius, fill: COLOUR.paper, ...edge }];
  if (bar === 0) return shapes;
  const line = { x: room.x + 6, y: room.y + bar, width: room.width - 12 };
  shapes.push({
    kind: 'path',
    d: `M0 0H${line.width}`,
    x: line.x,
    y: line.y,
    stroke: COLOUR.bar,
    strokeWidth: 1.2,
  });
  let x = room.x + PADDING;
  const words = (text: string, bold: boolean, ink: string): void => {
    const width = textWidth(text, TITLE_SIZE, bold);
    const inBar = { x, y: room.y, width: room.x + room.width - PADDING - x, height: bar };
    shapes.push(label(text, inBar, TITLE_SIZE, { bold, colour: ink }));
    x += width + ITEM_GAP;
  };
  if (verdict) {
    shapes.push(...(verdict === 'right' ? tick : cross)(x, room.y + 4, colour));
    x += 17;
    words(say(texts[verdict]), true, colour);
  } else if (kind === 'email') {
    shapes.push(...envelope(x, room.y + 5));
    x += 20;
  }
  if (title !== undefined) words(say(title), verdict === undefined, COLOUR.quiet);
  return shapes;
}

/** Draws a ring around the place to click, with the pointer at it; in a wrong screen, a cross. Neither leaves the screen. */
function clickMark(room: Box, edge: number, verdict: Screen['verdict']): Shape[] {
  const colour = verdict === 'wrong' ? COLOUR.wrong : COLOUR.click;
  const ring: Shape = {
    kind: 'rect',
    x: room.x - RING,
    y: room.y - RING + 1,
    width: room.width + 2 * RING,
    height: room.height + 2 * RING - 2,
    radius: 6,
    stroke: colour,
    strokeWidth: 2.4,
  };
  const [right, bottom] = [room.x + room.width, room.y + room.height];
  const sign =
    verdict === 'wrong'
      ? cross(Math.min(right + 6, edge - 26), room.y + room.height / 2 - 6, colour)
      : pointer(Math.min(right + 1, edge - 14), bottom - 12);
  return [ring, ...sign];
}

function heightOf(line: readonly Item[]): number {
  return Math.max(...line.map(({ kind }) => LOOKS[kind].height));
}

/** Checks whether a line is part of an open list, whose lines touch. */
function isListed(line: readonly Item[] | undefined): boolean {
  return line?.length === 1 && line[0]?.kind === 'option';
}

interface PlacedItem {
  item: Item;
  room: Box;
  fit: Fit;
}

/** Collects the items that stand on one line. */
function linesOf(items: readonly Item[]): Item[][] {
  const lines: Item[][] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (line && (item.place === 'beside' || item.place === 'end')) line.push(item);
    else lines.push([item]);
  }
  return lines;
}

/** Places the items of a line: those at its end from the right, the others from the left; the last that can takes the rest. */
function placeLine(
  line: readonly Item[],
  inner: { x: number; width: number },
  y: number,
  names: number,
): PlacedItem[] {
  const indent = (line[0]?.indent ?? 0) * INDENT;
  const room = inner.width - indent - ITEM_GAP * (line.length - 1);
  const needsOf = (item: Item): number =>
    LOOKS[item.kind].needs(item) + (item === line[0] && LOOKS[item.kind].named ? names - nameWidth(item) : 0);
  const needed = line.reduce((sum, item) => sum + needsOf(item), 0);
  const scale = Math.min(1, room / needed);
  const height = heightOf(line);
  const widthOf = (item: Item): number =>
    needsOf(item) * scale + (LOOKS[item.kind].fills ? Math.max(0, room - needed) : 0);
  const boxOf = (item: Item, x: number): PlacedItem => {
    const own = LOOKS[item.kind].height;
    return {
      item,
      fit: { scale, names },
      room: { x, y: y + (height - own) / 2, width: widthOf(item), height: own },
    };
  };
  let left = inner.x + indent;
  let right = inner.x + inner.width;
  const atEnd = line.filter(({ place }) => place === 'end' || place === 'below-end').toReversed();
  const places = new Map<Item, number>();
  for (const item of atEnd) {
    right -= widthOf(item);
    places.set(item, right);
    right -= ITEM_GAP;
  }
  for (const item of line.filter((each) => !atEnd.includes(each))) {
    places.set(item, left);
    left += widthOf(item) + ITEM_GAP;
  }
  return line.map((item) => boxOf(item, places.get(item) ?? left));
}
