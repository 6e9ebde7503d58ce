import type { Element } from './elements.ts';

/** A drawing of a screen. */
export interface PictureView {
  /** Where it is, with a host where one is known. */
  url: string;
  /** What it shows and where to click. */
  alt: string;
  /** The name of the action that shows it large. */
  enlarge: string;
}

/** The width on a card, in pixels: it fits on a phone, where the words in it are still legible. */
const WIDTH = 360;

/** Draws a picture that opens large when it is pressed. */
export function picture({ url, alt, enlarge }: PictureView): Element {
  return {
    type: 'Image',
    url,
    altText: alt,
    width: `${WIDTH}px`,
    spacing: 'medium',
    // Clients read out the name of the action in place of the words for the picture.
    selectAction: { type: 'Action.OpenUrl', title: `${alt} ${enlarge}`, url },
  };
}
