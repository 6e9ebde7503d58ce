import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { UsableCertificate } from './certificate.ts';
import { type Answer, jsonIn, reach, type Trouble } from './reach.ts';

const LOGIN = 'https://login.microsoftonline.com';
const SCOPE = 'https://api.botframework.com/.default';
/** Where a bot of all tenants gets its tokens. */
const TENANT_OF_ALL = 'botframework.com';

const tokenSchema = z.object({ access_token: z.string().min(1) });
const refusalSchema = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });

/** With what a token is asked for. */
export interface TokenRequest {
  id: string;
  tenantId: string | undefined;
  proof: { kind: 'secret'; secret: string } | ({ kind: 'certificate' } & UsableCertificate);
}

/** What came of asking: the token itself stays here. */
export type TokenOutcome =
  | { kind: 'given' }
  | { kind: 'refused'; host: string; error: string; code: number | undefined }
  | { kind: 'unreadable'; answer: Answer }
  | { kind: 'unreached'; trouble: Trouble };

/** Asks Microsoft for the token that replies to Teams need; nothing is sent to Teams. */
export async function askForToken({ id, tenantId, proof }: TokenRequest): Promise<TokenOutcome> {
  const url = `${LOGIN}/${tenantId ?? TENANT_OF_ALL}/oauth2/v2.0/token`;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, scope: SCOPE });
  if (proof.kind === 'secret') body.set('client_secret', proof.secret);
  else {
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set('client_assertion', await assertionOf(id, url, proof));
  }
  const answer = await reach(url, { method: 'POST', body });
  if (answer.kind === 'trouble') return { kind: 'unreached', trouble: answer };
  const json = jsonIn(answer.body);
  if (answer.status === 200 && tokenSchema.safeParse(json).success) return { kind: 'given' };
  const { data } = refusalSchema.safeParse(json);
  if (data === undefined) return { kind: 'unreadable', answer };
  return { kind: 'refused', host: answer.host, error: data.error, code: data.error_codes[0] };
}

/** A statement signed with the certificate's key, of the same make as the SDK's, that takes the place of a secret. */
function assertionOf(id: string, audience: string, { key, thumbprint }: UsableCertificate): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({
      alg: 'RS256',
      typ: 'JWT',
      x5t: Buffer.from(thumbprint, 'hex').toString('base64url'),
    })
    .setIssuer(id)
    .setSubject(id)
    .setAudience(audience)
    .setJti(randomUUID())
    .setNotBefore('0 seconds')
    .setExpirationTime('10 minutes')
    .sign(key);
}
