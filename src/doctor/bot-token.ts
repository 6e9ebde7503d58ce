import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { UsableCertificate } from './bot-certificate.ts';
import type { CheckResult } from './check-result.ts';
import { type ProbeAnswer, type ProbeFailure, parseJson, probe } from './probe.ts';

const LOGIN = 'https://login.microsoftonline.com';
const SCOPE = 'https://api.botframework.com/.default';
/** The tenant that issues tokens to multi-tenant bots. */
const TENANT_OF_ALL = 'botframework.com';

const tokenSchema = z.object({ access_token: z.string().min(1) });
const refusalSchema = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });

/** The bot that asks for a token, and its proof of identity. */
export interface TokenRequest {
  id: string;
  tenantId: string | undefined;
  proof: { kind: 'secret'; secret: string } | ({ kind: 'certificate' } & UsableCertificate);
}

/** The outcome of asking; the token itself is dropped. */
export type TokenOutcome =
  | { kind: 'given' }
  | { kind: 'refused'; host: string; error: string; code: number | undefined }
  | { kind: 'unreadable'; answer: ProbeAnswer }
  | { kind: 'unreached'; failure: ProbeFailure };

/** Asks Microsoft for the token that every reply to Teams needs, without sending anything to Teams. */
export async function askForToken({ id, tenantId, proof }: TokenRequest): Promise<TokenOutcome> {
  const url = `${LOGIN}/${tenantId ?? TENANT_OF_ALL}/oauth2/v2.0/token`;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, scope: SCOPE });
  if (proof.kind === 'secret') body.set('client_secret', proof.secret);
  else {
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set('client_assertion', await assertionOf(id, url, proof));
  }
  const answer = await probe(url, { method: 'POST', body });
  if (answer.kind === 'failure') return { kind: 'unreached', failure: answer };
  const json = parseJson(answer.body);
  if (answer.status === 200 && tokenSchema.safeParse(json).success) return { kind: 'given' };
  const { data } = refusalSchema.safeParse(json);
  if (data === undefined) return { kind: 'unreadable', answer };
  return { kind: 'refused', host: answer.host, error: data.error, code: data.error_codes[0] };
}

/** Signs a client assertion with the certificate's key, as the SDK does; it takes the place of a secret. */
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

type Explanation = Pick<CheckResult, 'says' | 'fix'>;

/** Microsoft's most common refusals (Microsoft Learn, "Microsoft Entra authentication and authorization error codes"). */
const REFUSALS: Record<number, (request: TokenRequest) => Explanation> = {
  7000215: ({ id }) => ({
    says: `Microsoft does not accept the secret of the bot ${id}`,
    fix: 'Set BOT_PASSWORD to the value of a client secret, not to its id; if the value is lost, make a new secret',
  }),
  7000222: ({ id }) => ({
    says: `the secret of the bot ${id} has expired`,
    fix: 'Make a new client secret at the registration of the bot, and set BOT_PASSWORD to its value',
  }),
  700016: ({ id, tenantId }) => ({
    says: `Microsoft does not know the application ${id}${tenantId === undefined ? '' : ` in the tenant ${tenantId}`}`,
    fix: 'Set BOT_ID to the application (client) id of the registration, and BOT_TENANT_ID to the tenant in which it is',
  }),
  7000229: ({ id }) => ({
    says: `the application ${id} has no service principal in its tenant`,
    fix: `Make it: az ad sp create --id ${id}`,
  }),
  90002: ({ tenantId }) => ({
    says: `Microsoft does not know the tenant ${tenantId}`,
    fix: 'Set BOT_TENANT_ID to the id that this prints: az account show --query tenantId --output tsv',
  }),
  700027: ({ id }) => ({
    says: `Microsoft does not accept the certificate of the bot ${id}`,
    fix: 'Upload the certificate (not its key) to the registration of the bot: Certificates & secrets, Certificates',
  }),
};

/** Explains a refusal in words that say what to change. */
export function explainRefusal(
  { host, error, code }: Extract<TokenOutcome, { kind: 'refused' }>,
  request: TokenRequest,
): Explanation {
  const known = code === undefined ? undefined : REFUSALS[code]?.(request);
  if (known !== undefined) return { ...known, says: `${known.says} (AADSTS${code})` };
  if (code === undefined)
    return {
      says: `Microsoft refuses the credentials (${error})`,
      fix: 'Compare BOT_ID and BOT_TENANT_ID with the registration of the bot',
    };
  return {
    says: `Microsoft refuses the credentials (AADSTS${code})`,
    fix: `Microsoft says what that means at https://${host}/error?code=${code}`,
  };
}
