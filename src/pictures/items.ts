import type { Item } from '../content/schema/picture.ts';
import { dropDownArrow, gear, qrCode, tick } from './icons.ts';
import { textWidth } from './measure.ts';
import { type Box, COLOUR, type Label, type Shape } from './shapes.ts';

/** How the parts of a screen look: how much room each needs, and how it is drawn into the room that it gets. */
export interface ItemLook {
  height: number;
  /** The width that it needs at the full size of its letters. */
  needs(item: Item): number;
  /** Draws the item. */
  draw(item: Item, room: Box, fit: Fit): Shape[];
  /** True where the item takes the rest of its line. */
  fills?: true;
  /** True where a name comes before a box. */
  named?: true;
  /** The part of its room that is clicked, where that is not all of it. */
  target?(item: Item, room: Box, fit: Fit): Box;
}

/** How an item is fitted into its screen. */
export interface Fit {
  /** Smaller than 1 where the line has too little room for its letters. */
  scale: number;
  /** The width of the names in front of the boxes, which begin below each other. */
  names: number;
}

type Kind = Item['kind'];

const SIZE = 14;
const HEADING_SIZE = 14.5;
const CODE_SIZE = 20;
const PADDING = 10;
/** The width of a round button, or a box to tick, with the gap after it. */
const MARKER = 19;
const GEAR = 18;
const QR = 62;
const GAP = 8;
/** The arrow of a list that is closed. */
const ARROW = 16;
/** The narrowest box of a field. */
const FIELD_BOX = 56;

const outline = { stroke: COLOUR.line, strokeWidth: 1.2 };

const words = (item: Item): string => item.text ?? '';

/** Draws words, in the middle of the height of their room. */
export function label(
  text: string,
  room: Box,
  size: number,
  look: Partial<Pick<Label, 'bold' | 'underlined' | 'colour' | 'x'>> = {},
): Label {
  return {
    kind: 'text',
    text,
    x: room.x,
    baseline: room.y + room.height / 2 + size * 0.36,
    size,
    width: textWidth(text, size, look.bold),
    colour: COLOUR.ink,
    within: room,
    ...look,
  };
}

function plain(size: number, look: Partial<Pick<Label, 'bold' | 'underlined' | 'colour'>> = {}) {
  return {
    needs: (item: Item) => textWidth(words(item), size, look.bold),
    draw: (item: Item, room: Box, { scale }: Fit): Shape[] => [label(words(item), room, size * scale, look)],
  };
}

/** Returns the width of the name before a box, with the gap after it. */
export function nameWidth({ text }: Item): number {
  return text === undefined ? 0 : textWidth(text, SIZE) + GAP;
}

/** A name and a box after it, with what is on the right inside the box. */
function field(arrowWidth: number, arrow: (box: Box) => Shape[]): ItemLook {
  const boxOf = (item: Item, room: Box, { scale, names }: Fit): Box => {
    const name = item.text === undefined ? 0 : names * scale;
    return { ...room, x: room.x + name, width: room.width - name };
  };
  return {
    height: 22,
    fills: true,
    named: true,
    needs: (item) =>
      nameWidth(item) + Math.max(FIELD_BOX, textWidth(item.value ?? '', SIZE) + PADDING + arrowWidth),
    target: boxOf,
    draw(item, room, fit) {
      const box = boxOf(item, room, fit);
      const inside = { ...box, x: box.x + PADDING / 2, width: box.width - PADDING - arrowWidth };
      const name = { ...room, width: box.x - room.x };
      return [
        ...(item.text === undefined ? [] : [label(item.text, name, SIZE * fit.scale)]),
        { kind: 'rect', ...box, radius: 2, fill: COLOUR.paper, ...outline },
        ...(item.value === undefined ? [] : [label(item.value, inside, SIZE * fit.scale)]),
        ...arrow(box),
      ];
    },
  };
}

/** Draws words inside a frame, in the middle of it. */
function framed(item: Item, room: Box, scale: number, bold: boolean): Label {
  const width = textWidth(words(item), SIZE * scale, bold);
  return label(words(item), room, SIZE * scale, { bold, x: room.x + (room.width - width) / 2 });
}

function narrowed(room: Box, padding: number): Box {
  return { ...room, x: room.x + padding, width: room.width - 2 * padding };
}

function marked(draw: (item: Item, x: number, y: number) => Shape[]) {
  return {
    height: 20,
    needs: (item: Item) => MARKER + textWidth(words(item), SIZE),
    draw: (item: Item, room: Box, { scale }: Fit): Shape[] => [
      ...draw(item, room.x + 1, room.y + 4),
      label(words(item), { ...room, x: room.x + MARKER, width: room.width - MARKER }, SIZE * scale),
    ],
  };
}

/** The look of every kind of item. */
export const LOOKS: Readonly<Record<Kind, ItemLook>> = {
  heading: { height: 20, ...plain(HEADING_SIZE, { bold: true }) },
  text: { height: 18, ...plain(SIZE) },
  link: { height: 19, ...plain(SIZE, { underlined: true, colour: COLOUR.link }) },
  code: { height: 26, ...plain(CODE_SIZE, { bold: true }) },
  button: {
    height: 23,
    needs: (item) => 2 * PADDING + textWidth(words(item), SIZE),
    draw: (item, room, { scale }) => [
      { kind: 'rect', ...room, radius: 4, fill: COLOUR.ground, ...outline },
      framed(item, room, scale, false),
    ],
  },
  tab: {
    height: 23,
    needs: (item) => 2 * PADDING + textWidth(words(item), SIZE, item.chosen),
    draw: (item, room, { scale }) => [
      { kind: 'rect', ...room, radius: 2, fill: item.chosen ? COLOUR.chosen : COLOUR.ground, ...outline },
      framed(item, room, scale, item.chosen),
    ],
  },
  field: field(0, () => []),
  dropdown: field(ARROW, (box) => dropDownArrow(box.x + box.width - ARROW, box.y + 8)),
  option: {
    height: 20,
    fills: true,
    needs: (item) => 2 * PADDING + textWidth(words(item), SIZE, item.chosen),
    // The lines of a list touch: a ring of the usual size would cross the words above and below.
    target: (_, { x, y, width, height }) => ({ x: x + 1, y: y + 2, width: width - 2, height: height - 4 }),
    draw: (item, room, { scale }) => [
      { kind: 'rect', ...room, fill: item.chosen ? COLOUR.chosen : COLOUR.paper, ...outline },
      label(words(item), narrowed(room, PADDING * scale), SIZE * scale, { bold: item.chosen }),
    ],
  },
  round: marked((item, x, y) => [
    { kind: 'circle', x: x + 6, y: y + 6, radius: 6, fill: COLOUR.paper, ...outline },
    ...(item.chosen
      ? [{ kind: 'circle', x: x + 6, y: y + 6, radius: 3.2, fill: COLOUR.ink } satisfies Shape]
      : []),
  ]),
  tick: marked((item, x, y) => [
    { kind: 'rect', x, y, width: 12, height: 12, radius: 2, fill: COLOUR.paper, ...outline },
    ...(item.chosen ? tick(x, y, COLOUR.ink) : []),
  ]),
  gear: { height: 20, needs: () => GEAR, draw: (_, room) => gear(room.x, room.y + 1) },
  qr: { height: QR, needs: () => QR, draw: (_, room) => qrCode(room.x, room.y, QR) },
};
