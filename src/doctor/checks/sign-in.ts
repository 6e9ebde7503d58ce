import { z } from 'zod';
import { CLOCK_TOLERANCE_SECONDS } from '../../config/clock-tolerance.ts';
import type { SignInConfig } from '../../config/helpdesk-config.ts';
import type { CheckResult } from '../check-result.ts';
import { fixForOutgoing, type ProbeAnswer, parseJson, probe } from '../probe.ts';

const NAME = 'sign-in';

/** The part that is needed of an OpenID Connect issuer's metadata (OpenID Connect Discovery 1.0, section 3). */
const metadataSchema = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  response_types_supported: z.array(z.string()),
  grant_types_supported: z.array(z.string()).default(['authorization_code', 'implicit']),
});
type Metadata = z.infer<typeof metadataSchema>;

/** Asks the helpdesk's sign-in issuer for its metadata; whether it takes our secret shows only at a sign-in. */
export async function checkSignIn(signIn: SignInConfig, publicUrl: string | undefined): Promise<CheckResult> {
  if (signIn.kind === 'link')
    return {
      name: NAME,
      outcome: 'ok',
      says: 'with a link that is printed at the start, on this machine only',
    };
  const { issuer } = signIn;
  // The sign-in refuses redirects, too.
  const answer = await probe(`${issuer}/.well-known/openid-configuration`, { redirect: 'manual' });
  if (answer.kind === 'failure')
    return failed(answer.says, `Correct HELPDESK_ISSUER, if it is wrong. ${fixForOutgoing(answer)}`);
  const { data } = metadataSchema.safeParse(parseJson(answer.body));
  if (answer.status !== 200 || data === undefined) return noIssuer(answer);
  return named(data, issuer) ?? offered(data) ?? apart(answer) ?? good(answer, publicUrl);
}

/** Compares the issuer's name, as the sign-in does; the setting has lost a slash at its end. */
function named({ issuer: name }: Metadata, issuer: string): CheckResult | undefined {
  if (name.includes('{'))
    return failed(
      'signs in people from every organisation, who could all give themselves the role',
      'Put the id of your own tenant into it. Example: HELPDESK_ISSUER=https://login.microsoftonline.com/8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13/v2.0',
    );
  if (name === issuer || name === `${issuer}/`) return undefined;
  const { href } = new URL(name);
  return failed(
    `gives its name as ${href}, which is a different one`,
    `Set HELPDESK_ISSUER=${href} if you trust it`,
  );
}

function offered({ response_types_supported: types, grant_types_supported: grants }: Metadata) {
  if (types.includes('code') && grants.includes('authorization_code')) return undefined;
  return failed(
    'does not offer the authorization code flow, with which the assistant signs people in',
    'Allow it there (response type code, grant type authorization_code), or name another issuer',
  );
}

/** Compares the issuer's clock with ours: a token that is not valid yet is refused, and so is one that is no longer. */
function apart({ host, aheadMs = 0 }: ProbeAnswer): CheckResult | undefined {
  const aheadS = Math.round(aheadMs / 1000);
  if (Math.abs(aheadS) <= CLOCK_TOLERANCE_SECONDS) return undefined;
  const now = Date.now();
  const [ours, theirs] = [now, now + aheadMs].map((at) => new Date(at).toISOString().slice(0, 19));
  return failed(
    `the clock of ${host} says ${theirs}Z, that of this machine ${ours}Z; ${Math.abs(aheadS)} seconds apart are more than the ${CLOCK_TOLERANCE_SECONDS} at which people can sign in`,
    'Have the clock set by NTP. Example: timedatectl set-ntp true',
  );
}

function noIssuer({ host, status }: ProbeAnswer): CheckResult {
  return failed(
    `${host} answers with status ${status}, but not as an issuer of OpenID Connect does`,
    'Set it to the address of the issuer without /.well-known/openid-configuration at its end, or try again in a few minutes',
  );
}

function good({ host }: ProbeAnswer, publicUrl: string | undefined): CheckResult {
  const says =
    publicUrl === undefined
      ? `${host} is there; PUBLIC_URL is not set, so people can sign in on this machine only`
      : `${host} is there; it has to know ${publicUrl}/helpdesk/sign-in/return as redirect URI`;
  return { name: NAME, outcome: 'ok', says };
}

function failed(says: string, fix: string): CheckResult {
  return { name: NAME, outcome: 'failed', says: `HELPDESK_ISSUER: ${says}`, fix };
}
