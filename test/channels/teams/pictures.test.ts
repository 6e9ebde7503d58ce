import { CardFactory } from 'botbuilder-core';
import { describe, expect, test } from 'vitest';
import { paragraph } from '../../../cards/elements.ts';
import { picture } from '../../../cards/picture.ts';
import { withPictures } from '../../../src/channels/teams/pictures.ts';

const ALT = 'Click the gear.';
const PATH = '/pictures/gear.en.0123456789ab.png';

function message(url: string, words = 'Do it'): Parameters<typeof withPictures>[0] {
  const body = [paragraph(words), picture({ url, alt: ALT, enlarge: 'Press it.' })];
  return { type: 'message', attachments: [CardFactory.adaptiveCard({ type: 'AdaptiveCard', body })] };
}

/** Returns what Teams is sent in place of the drawing, whose PNG has so many bytes for each density. */
async function shown(given: ReturnType<typeof message>, bytes = 1000): Promise<unknown> {
  const pictureAt = async (path: string, density: number) =>
    path === PATH ? Buffer.alloc(bytes * density, density) : undefined;
  return (await withPictures(given, pictureAt)).attachments?.[0]?.content.body[1];
}

function inCard(bytes: Buffer): string {
  return `data:image/png;base64,${bytes.toString('base64')}`;
}

describe('A drawing on a card in Teams', () => {
  test('is fetched from its address, and opens large there', async () => {
    const url = `https://assistant.example${PATH}`;
    expect(await shown(message(url))).toEqual({
      ...{ type: 'Image', url, altText: ALT, width: '360px', spacing: 'medium' },
      msTeams: { allowExpand: true },
    });
  });

  test('is inside the card where Teams cannot fetch it, as sharp as there is room for', async () => {
    expect(await shown(message(PATH))).toMatchObject({ url: inCard(Buffer.alloc(2000, 2)), altText: ALT });
    expect(await shown(message(PATH), 6000)).toMatchObject({ url: inCard(Buffer.alloc(6000, 1)) });
  });

  test('gives way to its words where the card would be too large, or there is no such drawing', async () => {
    const words = { type: 'TextBlock', text: ALT };
    expect(await shown(message(PATH), 30_000)).toMatchObject(words);
    expect(await shown(message('/pictures/other.en.0.png'))).toMatchObject(words);
  });

  test('leaves everything else as it is', async () => {
    const plain = { type: 'message', text: 'no card' };
    expect(await withPictures(plain, async () => undefined)).toMatchObject(plain);
    const given = message(PATH);
    expect((await withPictures(given, async () => undefined)).attachments?.[0]?.content.body[0]).toEqual(
      given.attachments?.[0]?.content.body[0],
    );
  });
});
