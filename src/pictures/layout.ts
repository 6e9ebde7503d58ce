import type { Path } from '../content/explain/key-in-words.ts';
import type { Item, Picture, PictureTexts, Screen } from '../content/schema/picture.ts';
import { arrow, cross, envelope, pointer, tick } from './icons.ts';
import { type Fit, LOOKS, label, nameWidth } from './items.ts';
import { textWidth } from './measure.ts';
import { type Box, COLOUR, type Shape } from './shapes.ts';

/** The width of every drawing, in pixels: a little wider than a card on the narrowest phone. */
export const WIDTH = 360;
const MARGIN = 6;
/** Between two screens side by side, where there is an arrow. */
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
  /** Where in the picture's file there are words that are drawn too small to be read on a phone. */
  tooLong: Path[];
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
    tooLong: drawn.flatMap(({ titleScale, scales }, screen) => [
      ...(titleScale < SMALLEST ? [['screens', screen, 'title']] : []),
      ...scales.flatMap((scale, item) =>
        scale < SMALLEST ? [['screens', screen, 'items', item, 'text']] : [],
      ),
    ]),
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
  /** The size of the title's letters, and those of each item, as a share of the full one. */
  titleScale: number;
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
  const title = titleOf(screen, width, texts, say);
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
    titleScale: title?.scale ?? 1,
    scales: placed.map(({ fit }) => fit.scale),
    shapesAt(y, height) {
      const at = (room: Box): Box => ({ ...room, y: room.y + y });
      return [
        ...frame(screen, { x, y, width, height }, bar, title),
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

/** The words in the bar at the top of a screen, from left to right. */
interface Title {
  words: { text: string; bold: boolean; colour: string }[];
  /** Smaller than 1 where the bar has too little room for them. */
  scale: number;
}

/** The room that the icon of a verdict or an email takes at the beginning of a bar. */
const BAR_ICON = 19;

function titleOf(
  { frame: kind, title, verdict }: Screen,
  width: number,
  texts: PictureTexts,
  say: (text: string) => string,
): Title | undefined {
  const words = [
    ...(verdict ? [{ text: say(texts[verdict]), bold: true, colour: COLOUR[verdict] }] : []),
    ...(title === undefined ? [] : [{ text: say(title), bold: verdict === undefined, colour: COLOUR.quiet }]),
  ];
  if (words.length === 0) return undefined;
  const icon = verdict || kind === 'email' ? BAR_ICON : 0;
  const needed = words.reduce((sum, { text, bold }) => sum + textWidth(text, TITLE_SIZE, bold), 0);
  const room = width - 2 * PADDING - icon - ITEM_GAP * (words.length - 1);
  return { words, scale: Math.min(1, room / needed) };
}

/** Draws the frame of a screen, with a bar at its top where it has a title or a verdict. */
function frame({ frame: kind, verdict }: Screen, room: Box, bar: number, title: Title | undefined): Shape[] {
  const colour = verdict ? COLOUR[verdict] : COLOUR.line;
  const radius = kind === 'phone' ? 12 : 4;
  const edge = { stroke: colour, strokeWidth: verdict ? 2 : 1.2 };
  const outline: Shape = { kind: 'rect', ...room, radius, fill: COLOUR.paper, ...edge };
  if (!title) return [outline];
  const line: Shape = {
    ...{ kind: 'path', d: `M0 0H${room.width - 12}`, x: room.x + 6, y: room.y + bar },
    ...{ stroke: COLOUR.bar, strokeWidth: 1.2 },
  };
  const begin = room.x + PADDING;
  const icon = verdict
    ? (verdict === 'right' ? tick : cross)(begin, room.y + 3, colour)
    : kind === 'email'
      ? envelope(begin, room.y + 4)
      : [];
  let x = begin + (icon.length > 0 ? BAR_ICON : 0);
  const words = title.words.map(({ text, bold, colour: ink }) => {
    const inBar = { x, y: room.y, width: room.x + room.width - PADDING - x, height: bar };
    const shown = label(text, inBar, TITLE_SIZE * title.scale, { bold, colour: ink });
    x += shown.width + ITEM_GAP;
    return shown;
  });
  return [outline, line, ...icon, ...words];
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

/** Collects the items that are on one line. */
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
