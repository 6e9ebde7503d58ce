import type { Texts } from '../content/content.ts';
import { keyInWords } from '../content/explain/key-in-words.ts';
import { sayFor } from '../content/format-message.ts';
import { layOut } from './layout.ts';

/** Words of a drawing that are hard to read, as the file and the key that they are in. */
interface SmallWords {
  drawing: string;
  key: string;
  reason: string;
  fix: string;
}

/** Finds the words of the drawings that have so little room that nobody reads them on a phone. */
export function checkPictureWords(texts: Texts): SmallWords[] {
  const say = sayFor(texts.network, texts.language);
  return Object.entries(texts.drawings).flatMap(([drawing, picture]) =>
    layOut(picture, texts.pictures, say).tooLong.map((path) => ({
      drawing,
      key: keyInWords(path, picture),
      reason: 'has too little room, so its letters are drawn too small to be read on a phone',
      fix: 'shorten it, put less on its line, or give its screen a larger share of the "width"',
    })),
  );
}
