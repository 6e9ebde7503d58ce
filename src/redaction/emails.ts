import type { Detector, Finding } from './detector.ts';

/** In characters: no part of an address is longer. */
const LONGEST = 64;
const ENDS_LIKE_A_NAME = /[\p{L}\p{N}][\p{L}\p{N}._%+'-]*$/u;
const BEGINS_LIKE_A_DOMAIN =
  /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,6}\.\p{L}{2,24}(?![\p{L}\p{N}])/u;
/** "anna.berg (at) hospital (dot) example", as people write against collectors of addresses. */
const SPELLED =
  /(?<![\p{L}\p{N}._-])[\p{L}\p{N}][\p{L}\p{N}._-]{1,40}\s?[([{]\s?at\s?[)\]}]\s?[\p{L}\p{N}-]{1,40}(?:\s?(?:\.|[([{]\s?dot\s?[)\]}])\s?[\p{L}\p{N}-]{2,40}){1,4}/giu;

/** Makes a detector of email addresses. @param known The addresses of the content pack in small letters, which are nobody's own. */
export function emailDetector(known: (address: string) => boolean): Detector {
  return (text) => {
    const found: Finding[] = [];
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      const ahead = text.slice(Math.max(0, at - LONGEST), at).replace(/\s$/, '');
      const gap = Math.min(LONGEST, at) - ahead.length;
      const behind = text.slice(at + 1, at + 1 + 4 * LONGEST);
      const shift = gap === 1 && behind.startsWith(' ') ? 1 : 0;
      const name = ENDS_LIKE_A_NAME.exec(ahead)?.[0];
      const domain = BEGINS_LIKE_A_DOMAIN.exec(behind.slice(shift))?.[0];
      // The password in "https://user:password@host" is not part of an email address.
      if (/:\/\/[^\s/@]*$/.test(ahead)) continue;
      if (name === undefined || domain === undefined || (gap === 1 && shift === 0)) continue;
      if (known(`${name}@${domain}`.toLowerCase())) continue;
      found.push({
        kind: 'email',
        start: at - gap - name.length,
        end: at + 1 + shift + domain.length,
      });
    }
    if (/[([{]\s?at/iu.test(text))
      for (const { index, 0: address } of text.matchAll(SPELLED))
        found.push({ kind: 'email', start: index, end: index + address.length });
    return found;
  };
}
