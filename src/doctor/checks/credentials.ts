import type { BotIdentity, RegisteredBot } from '../../config/bot-identity.ts';
import { inspectCertificate } from '../bot-certificate.ts';
import { askForToken, explainRefusal, type TokenOutcome, type TokenRequest } from '../bot-token.ts';
import { type CheckResult, skippedForSettings } from '../check-result.ts';
import { fixForOutgoing } from '../probe.ts';

const NAME = 'credentials';

/** Says who may talk to the bot, and has a registered bot prove its identity to Microsoft. */
export async function checkCredentials(bot: BotIdentity | undefined): Promise<CheckResult> {
  switch (bot?.kind) {
    case undefined:
      return skippedForSettings(NAME);
    case 'local':
      return good('none, so only programs on this machine can talk to the bot');
    case 'none':
      return good('none are needed: web chat only');
    case 'registered':
      return checkRegistered(bot);
  }
}

async function checkRegistered({ id, tenantId, credential }: RegisteredBot): Promise<CheckResult> {
  switch (credential.kind) {
    case 'managed':
      return {
        name: NAME,
        outcome: 'skipped',
        says: `id and tenant are there; whether Azure hands the identity ${id} to the assistant can only be tried inside Azure`,
      };
    case 'secret':
      return verdict({ id, tenantId, proof: credential }, 'secret');
    case 'certificate': {
      const found = inspectCertificate(credential.path);
      if ('fix' in found) return { name: NAME, outcome: 'failed', ...found };
      return verdict(
        { id, tenantId, proof: { kind: 'certificate', ...found } },
        `certificate, which expires on ${found.ends},`,
      );
    }
  }
}

async function verdict(request: TokenRequest, what: string): Promise<CheckResult> {
  const outcome = await askForToken(request);
  if (outcome.kind === 'given') return good(`Microsoft accepts the ${what} of the bot ${request.id}`);
  return { name: NAME, outcome: 'failed', ...explainOutcome(outcome, request) };
}

function explainOutcome(
  outcome: Exclude<TokenOutcome, { kind: 'given' }>,
  request: TokenRequest,
): Pick<CheckResult, 'says' | 'fix'> {
  switch (outcome.kind) {
    case 'unreached':
      return {
        says: `cannot try them: ${outcome.failure.says}`,
        fix: fixForOutgoing(outcome.failure),
      };
    case 'unreadable':
      return {
        says: `cannot try them: ${outcome.answer.host} answers with status ${outcome.answer.status}, but not as Microsoft does`,
        fix: `Try again in a few minutes; if it stays like this, a proxy or firewall is answering for ${outcome.answer.host}: let it through without inspection`,
      };
    case 'refused':
      return explainRefusal(outcome, request);
  }
}

function good(says: string): CheckResult {
  return { name: NAME, outcome: 'ok', says };
}
