import { domainToASCII, domainToUnicode } from 'node:url';
import { z } from 'zod';

/** In characters, as mail servers take it. */
export const MAX_EMAIL_LENGTH = 254;

/** The mistakes in an email address; each has a sentence of its own in the language files. */
export type EmailProblem = 'noAt' | 'domain' | 'characters';

/** Returns the address in what somebody pasted: without "mailto:", a name, brackets, blanks, and the full stop of a sentence. */
export function cleanAddress(pasted: string): string {
  const text = pasted
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const inBrackets = /<([^<>]+)>/.exec(text)?.[1] ?? text;
  const isLink = /^\s*mailto:/i.test(inBrackets);
  const address = isLink ? inBrackets.replace(/^\s*mailto:/i, '').replace(/\?.*$/s, '') : inBrackets;
  return address.replace(/^[\s"'([<]+|[\s"')\]>.,;:!]+$/g, '').replace(/\s*([@.])\s*/g, '$1');
}

/** Checks whether a text is an email address; its domain may have letters of any language. */
export function isEmail(text: string): boolean {
  return problemWithAddress(text) === undefined;
}

/** Returns what is wrong with an email address; undefined where nothing is. */
export function problemWithAddress(text: string): EmailProblem | undefined {
  const address = toAscii(text);
  const at = address.lastIndexOf('@');
  if (at < 0) return 'noAt';
  // The last part of a domain may be in other letters as well, which the pattern below does not know.
  const domain = address.slice(at + 1).replace(/\.xn--[a-z\d-]+$/i, '.eu');
  if (!isPlain(`name@${domain}`)) return 'domain';
  if (address.length > MAX_EMAIL_LENGTH || !isPlain(`${address.slice(0, at)}@hospital.example`))
    return 'characters';
  return undefined;
}

/** Returns an address as mail programs send to it: its domain in plain letters. */
export function toAscii(address: string): string {
  return withDomain(address, domainToASCII);
}

/** Returns an address as its owner writes it. */
export function toReadable(address: string): string {
  return withDomain(address, domainToUnicode);
}

function withDomain(address: string, change: (domain: string) => string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  // A domain in plain letters stays as it was typed.
  const isOther = /[^\p{ASCII}]|(?:^|\.)xn--/iu.test(domain);
  return at > 0 && isOther ? address.slice(0, at) + (change(domain) || domain) : address;
}

function isPlain(address: string): boolean {
  return z.email().safeParse(address).success;
}

/** Returns an address as two are compared: capital letters and what is behind a plus sign make no difference. */
export function comparableAddress(address: string): string {
  return toAscii(cleanAddress(address).toLowerCase()).replace(/\+[^@]*(?=@)/, '');
}
