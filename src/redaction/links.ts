import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';

/** A name and value within an address: "?token=abc", "#access_token=abc", ";jsessionid=abc". */
const PARAMETER = /[?&#;](?:amp;)?(?<name>[\p{L}\p{N}_.-]{1,40})=(?<value>[^\s&#;"'<>⟨⟩]{1,2000})/gu;
/** The user and password before the host: "https://user:password@host". */
const USER_INFO = /(?<=:\/\/)(?<value>[^\s/?#@]{1,200})@(?=[\p{L}\p{N}])/gu;
/** A signed token (JWT), or what is left of one. */
const SIGNED = /(?<![\p{L}\p{N}])eyJ[A-Za-z\d_-]{8,}(?:\.[A-Za-z\d_-]*){0,2}/gu;
/** An address on the web. */
const ADDRESS = /https?:\/\/(?<path>[^\s"'<>]{1,2000})/gu;
/** In characters: a part of a path that is as mixed as a key and as long is one. */
const KEY = /^[A-Za-z\d_]{16,200}$/;

/** What may be a token as the last part of a path, as in "/reset/9f3a7cbe21d0": no word of four letters or more is between its dashes. */
const LAST_KEY = /^(?!(?:.*-)?\p{L}{4,}(?:-|$))[\w-]{10,200}$/u;

/** Makes a detector of the secrets in addresses: tokens, passwords of users, and whatever is as random as a key. */
export function linkDetector({ links }: SensitiveWords): Detector {
  const secret = new Set(links.secrets);
  const harmless = new Set(links.harmless);
  return (text) => {
    const found: Finding[] = [];
    const add = (value: string, end: number) => found.push({ kind: 'code', start: end - value.length, end });
    if (text.includes('='))
      for (const match of text.matchAll(PARAMETER)) {
        const { name = '', value = '' } = match.groups ?? {};
        const words = name.toLowerCase().split(/[_.-]/);
        const isSecret = secret.has(name.toLowerCase()) || words.some((word) => secret.has(word));
        if (isSecret || (!harmless.has(words[0] ?? '') && isRandom(value)))
          add(value, match.index + match[0].length);
      }
    if (!text.includes('://') && !text.includes('eyJ')) return found;
    for (const match of text.matchAll(USER_INFO)) {
      const { value = '' } = match.groups ?? {};
      found.push({ kind: 'password', start: match.index, end: match.index + value.length });
    }
    for (const { index, 0: token } of text.matchAll(SIGNED))
      found.push({ kind: 'code', start: index, end: index + token.length });
    for (const match of text.matchAll(ADDRESS)) {
      let start = match.index + match[0].length - (match.groups?.path ?? '').length;
      for (const part of (match.groups?.path ?? '').split(/[/#?&=.]/)) {
        if (KEY.test(part) && isRandom(part)) add(part, start + part.length);
        start += part.length + 1;
      }
      const [path = ''] = (match.groups?.path ?? '').split(/[?#]/);
      const last = /\/(?<part>[\w-]+)\/?[.,;:)]*$/.exec(path);
      const part = last?.groups?.part ?? '';
      const isLed = path
        .slice(0, last?.index ?? 0)
        .toLowerCase()
        .split(/[^a-z]+/)
        .some((word) => secret.has(word));
      if (last && LAST_KEY.test(part) && (isRandom(part) || (isLed && isOfThreeKinds(part))))
        add(part, match.index + match[0].indexOf('://') + 3 + last.index + 1 + part.length);
    }
    return found;
  };
}

/** Checks for small letters, capitals and digits in one. */
function isOfThreeKinds(value: string): boolean {
  return [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));
}

/** Checks for ten characters and more that change between letters and digits, as keys do and words do not. */
function isRandom(value: string): boolean {
  return (
    value.length >= 10 &&
    /^[\w~+/=.-]+$/.test(value) &&
    (value.match(/[A-Za-z]\d|\d[A-Za-z]/g)?.length ?? 0) >= 3
  );
}
