import { z } from 'zod';
import { cleanAddress, isEmail, toAscii } from '../lib/email-address.ts';
import { isLoopback } from '../lib/loopback.ts';
import { isProxyName } from '../lib/proxy-names.ts';

const PORT_RANGE = 'must be a whole number from 0 to 65535';
/** A port of this machine. */
export const port = z.coerce
  .number({ error: PORT_RANGE })
  .int(PORT_RANGE)
  .min(0, PORT_RANGE)
  .max(65_535, PORT_RANGE);
const DAYS_RANGE = 'must be a number from 1 to 3650';
/** A span in days. */
export const days = z.coerce.number({ error: DAYS_RANGE }).min(1, DAYS_RANGE).max(3650, DAYS_RANGE);
const MINUTES_RANGE = 'must be a number from 0 to 1440';
/** A span in minutes, of a day at most. */
export const minutes = z.coerce
  .number({ error: MINUTES_RANGE })
  .min(0, MINUTES_RANGE)
  .max(1440, MINUTES_RANGE);
/** A Microsoft id, in lower case: ids are compared as they are written. */
export const guid = z.guid('must be an id such as 3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d').toLowerCase();
/** An email address, as mail programs send to it. */
export const emailAddress = z
  .string()
  .transform((pasted) => toAscii(cleanAddress(pasted)))
  .refine(isEmail, 'must be an email address');
/** A language, by its code. */
export const language = z.string().regex(/^[a-z]{2,3}$/, 'must be the code of a language, such as en or de');
/** A list of words with commas or spaces between them. */
export const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean));
/** A list of proxies, by their addresses, their networks or the names of these. */
export const proxies = z
  .string()
  .default('loopback')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(
    z.array(
      z.string().refine(isProxyName, 'must be addresses, networks such as 10.1.0.0/16, loopback or private'),
    ),
  );
const origin = (isRight: (site: string) => boolean, message: string) =>
  z
    .string()
    // Browsers copy the address of a site with a slash at its end.
    .transform((site) => site.trim().replace(/\/$/, ''))
    .refine((site) => URL.canParse(site) && new URL(site).origin === site && isRight(site), message);
/** The address of the assistant itself, as scheme and host. */
export const ownAddress = origin(
  (site) => site.startsWith('https:'),
  'must begin with https:// and a host, without a path',
);
/** Another site, as scheme and host. */
export const otherSite = origin(
  (site) => /^https?:/.test(site) && !site.includes('*'),
  'must be sites such as https://www.example.org, without a path or a *',
);

/** The address of another service; it needs https unless it is on this machine. */
export const secureAddress = z
  // Only an address has a host to look at.
  .url({ protocol: /^https?$/, error: 'must be an address that begins with https://', abort: true })
  .refine(
    (address) => address.startsWith('https:') || isLoopback(new URL(address).hostname),
    'must begin with https://, unless it is on this machine',
  )
  .transform((address) => address.replace(/\/+$/, ''));

/** Says which values may be chosen, for the refusal of any other. */
export function oneOf(values: readonly string[]): string {
  return `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
