import type { Check } from './check.ts';
import type { TokenOutcome, TokenRequest } from './token.ts';

type Said = Pick<Check, 'says' | 'fix'>;

/** What Microsoft's commonest refusals mean (Microsoft Learn, "Microsoft Entra authentication and authorization error codes"). */
const REFUSALS: Record<number, (request: TokenRequest) => Said> = {
  7000215: ({ id }) => ({
    says: `Microsoft does not take the secret of the bot ${id}`,
    fix: 'Set BOT_PASSWORD to the value of a client secret, not to its id; if the value is lost, make a new secret',
  }),
  7000222: ({ id }) => ({
    says: `the secret of the bot ${id} has ended`,
    fix: 'Make a new client secret at the registration of the bot, and set BOT_PASSWORD to its value',
  }),
  700016: ({ id, tenantId }) => ({
    says: `Microsoft knows no application ${id}${tenantId === undefined ? '' : ` in the tenant ${tenantId}`}`,
    fix: 'Set BOT_ID to the application (client) id of the registration, and BOT_TENANT_ID to the tenant in which it is',
  }),
  7000229: ({ id }) => ({
    says: `the application ${id} has no service principal in its tenant`,
    fix: `Make it: az ad sp create --id ${id}`,
  }),
  90002: ({ tenantId }) => ({
    says: `Microsoft knows no tenant ${tenantId}`,
    fix: 'Set BOT_TENANT_ID to the id that this prints: az account show --query tenantId --output tsv',
  }),
  700027: ({ id }) => ({
    says: `Microsoft does not take the certificate of the bot ${id}`,
    fix: 'Upload the certificate (not its key) to the registration of the bot: Certificates & secrets, Certificates',
  }),
};

/** A refusal in words that say what to change. */
export function refusalOf(
  { host, error, code }: Extract<TokenOutcome, { kind: 'refused' }>,
  request: TokenRequest,
): Said {
  const known = code === undefined ? undefined : REFUSALS[code]?.(request);
  if (known !== undefined) return { ...known, says: `${known.says} (AADSTS${code})` };
  if (code === undefined)
    return {
      says: `Microsoft refuses the credentials (${error})`,
      fix: 'Compare BOT_ID and BOT_TENANT_ID with the registration of the bot',
    };
  return {
    says: `Microsoft refuses the credentials (AADSTS${code})`,
    fix: `Microsoft tells what that means at https://${host}/error?code=${code}`,
  };
}
