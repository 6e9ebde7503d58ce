import { createHash } from 'node:crypto';
import type { Texts } from '../content/content.ts';
import { sayFor } from '../content/format-message.ts';

/** Below it are the drawings, for pages, cards and the router. */
export const PICTURES_PATH = '/pictures';
/** Another number gives every drawing a new address: increase it with every change to how drawings look. */
const DRAWING_VERSION = 1;

const addresses = new WeakMap<Texts, Map<string, string>>();

/**
 * Returns the path of a drawing with the words of a language. It holds a hash of everything that is drawn, so that browsers
 * may keep the picture for ever.
 */
export function picturePath(texts: Texts, id: string, format: 'png' | 'svg' = 'png'): string {
  const known = addresses.get(texts) ?? new Map<string, string>();
  addresses.set(texts, known);
  const hash = known.get(id) ?? hashOf(texts, id);
  known.set(id, hash);
  return `${PICTURES_PATH}/${id}.${texts.language}.${hash}.${format}`;
}

/** Returns what a drawing shows and where to click, for people who do not see it. */
export function pictureAlt(texts: Texts, id: string): string {
  return sayFor(texts.network, texts.language)(texts.pictures.alt[id] ?? '');
}

function hashOf({ drawings, pictures, network }: Texts, id: string): string {
  const { mark, right, wrong, alt } = pictures;
  const drawn = [DRAWING_VERSION, drawings[id], mark, right, wrong, alt[id], network.shortName, network.name];
  return createHash('sha256').update(JSON.stringify(drawn)).digest('hex').slice(0, 12);
}
