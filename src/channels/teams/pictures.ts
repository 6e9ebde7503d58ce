import type { Activity, Attachment } from 'botbuilder-core';
import { z } from 'zod';
import { smallPrint } from '../../../cards/elements.ts';
import { MOST_BYTES, sizeInTeams } from './message-size.ts';

/** Returns the PNG at a path of our own, with so many pixels for each of the drawing; undefined where there is none. */
export type PictureAt = (path: string, density: number) => Promise<Buffer | undefined>;

/** A picture inside a card is sharp on screens of twice the density if there is room for it. */
const DENSITIES = [2, 1];

const cardSchema = z.looseObject({ body: z.array(z.looseObject({ type: z.string() })) });
/** A drawing: it opens large when it is pressed. */
const pictureSchema = z.looseObject({
  type: z.literal('Image'),
  url: z.string(),
  altText: z.string(),
  selectAction: z.looseObject({ type: z.literal('Action.OpenUrl') }),
});
type Element = z.infer<typeof cardSchema>['body'][number];
type Picture = z.infer<typeof pictureSchema>;

/**
 * Prepares the drawings on the cards of a message for Teams, which shows them large by itself. Where Teams cannot fetch them,
 * since they have no host, they are put into the card; a card that would then be too large says what they show.
 */
export async function withPictures(
  message: Partial<Activity>,
  pictureAt: PictureAt,
): Promise<Partial<Activity>> {
  if (!hasDrawing(message)) return message;
  for (const density of DENSITIES) {
    const prepared = await drawn(message, (picture) => embedded(picture, pictureAt, density));
    if (sizeInTeams(prepared) < MOST_BYTES) return prepared;
  }
  return drawn(message, async (picture) => smallPrint(picture.altText));
}

/** Most messages have none, and are sent as they are. */
function hasDrawing({ attachments = [] }: Partial<Activity>): boolean {
  return attachments.some(({ content }) => cardSchema.safeParse(content).data?.body.some(drawingIn));
}

/** Returns an element that is a drawing. Its type is asked for first: an error is made for each element that the schema refuses. */
function drawingIn(element: Element): Picture | undefined {
  return element.type === 'Image' ? pictureSchema.safeParse(element).data : undefined;
}

/** Replaces the drawings that have no host, and lets Teams show the others large. */
async function drawn(
  message: Partial<Activity>,
  withoutHost: (picture: Picture) => Promise<Element>,
): Promise<Partial<Activity>> {
  const prepare = async (element: Element): Promise<Element> => {
    const picture = drawingIn(element);
    if (!picture) return element;
    return picture.url.startsWith('/') ? withoutHost(picture) : expandable(picture, picture.url);
  };
  const attachments = await Promise.all(
    (message.attachments ?? []).map(async (attachment): Promise<Attachment> => {
      const card = cardSchema.safeParse(attachment.content).data;
      if (!card) return attachment;
      return { ...attachment, content: { ...card, body: await Promise.all(card.body.map(prepare)) } };
    }),
  );
  return { ...message, attachments };
}

async function embedded(picture: Picture, pictureAt: PictureAt, density: number): Promise<Element> {
  const png = await pictureAt(picture.url, density);
  if (!png) return smallPrint(picture.altText);
  return expandable(picture, `data:image/png;base64,${png.toString('base64')}`);
}

function expandable({ selectAction: _, ...image }: Picture, url: string): Element {
  return { ...image, url, msTeams: { allowExpand: true } };
}
