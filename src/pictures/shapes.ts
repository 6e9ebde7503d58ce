/** A rectangle, in pixels from the top left corner of the drawing. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One stroke of a drawing; later ones lie above earlier ones. */
export type Shape =
  | ({ kind: 'rect'; radius?: number } & Box & Paint)
  | ({ kind: 'circle'; x: number; y: number; radius: number } & Paint)
  | ({ kind: 'path'; d: string; x: number; y: number } & Paint)
  | Label;

/** Colours; what is not named is not painted. */
export interface Paint {
  fill?: string;
  stroke?: string;
  strokeWidth?: number;
}

/** Words in a drawing, and the box that they have to stay in. */
export interface Label {
  kind: 'text';
  text: string;
  x: number;
  baseline: number;
  size: number;
  width: number;
  bold?: boolean;
  underlined?: boolean;
  colour: string;
  within: Box;
}

/** The colours of all drawings. They are the same on dark pages: a drawing brings its own background and border. */
export const COLOUR = {
  ground: '#eef2f5',
  paper: '#ffffff',
  bar: '#d9e2e8',
  line: '#7b8c97',
  ink: '#16252d',
  quiet: '#4b5b66',
  link: '#0b5394',
  chosen: '#dcebfa',
  click: '#c2410c',
  right: '#1b6e25',
  wrong: '#b3261e',
} as const;
