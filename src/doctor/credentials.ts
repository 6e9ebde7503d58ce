import type { BotIdentity, RegisteredBot } from '../config/bot-identity.ts';
import { inspectCertificate } from './certificate.ts';
import { type Check, waitingForSettings } from './check.ts';
import { askForToken, type TokenOutcome, type TokenRequest } from './token.ts';
import { refusalOf } from './token-refusals.ts';
import { fixForWayOut } from './way-out.ts';

const NAME = 'credentials';

/** Says who may talk to the bot, and has a registered one prove to Microsoft who it is. */
export async function checkCredentials(bot: BotIdentity | undefined): Promise<Check> {
  switch (bot?.kind) {
    case undefined:
      return waitingForSettings(NAME);
    case 'local':
      return good('none, so that only programs on this machine can talk to the bot');
    case 'none':
      return good('none are needed: web chat alone');
    case 'registered':
      return checkRegistered(bot);
  }
}

async function checkRegistered({ id, tenantId, credential }: RegisteredBot): Promise<Check> {
  switch (credential.kind) {
    case 'managed':
      return {
        name: NAME,
        outcome: 'skipped',
        says: `id and tenant are there; whether Azure hands the identity ${id} to the assistant can be tried inside Azure alone`,
      };
    case 'secret':
      return verdict({ id, tenantId, proof: credential }, 'secret');
    case 'certificate': {
      const found = inspectCertificate(credential.path);
      if ('fix' in found) return { name: NAME, outcome: 'failed', ...found };
      return verdict(
        { id, tenantId, proof: { kind: 'certificate', ...found } },
        `certificate, which ends on ${found.ends},`,
      );
    }
  }
}

async function verdict(request: TokenRequest, what: string): Promise<Check> {
  const outcome = await askForToken(request);
  if (outcome.kind === 'given') return good(`Microsoft takes the ${what} of the bot ${request.id}`);
  return { name: NAME, outcome: 'failed', ...troubleOf(outcome, request) };
}

function troubleOf(
  outcome: Exclude<TokenOutcome, { kind: 'given' }>,
  request: TokenRequest,
): Pick<Check, 'says' | 'fix'> {
  switch (outcome.kind) {
    case 'unreached':
      return {
        says: `they cannot be tried: ${outcome.trouble.says}`,
        fix: fixForWayOut(outcome.trouble),
      };
    case 'unreadable':
      return {
        says: `they cannot be tried: ${outcome.answer.host} answers with status ${outcome.answer.status}, but not as Microsoft does`,
        fix: `Try again in some minutes; if it stays, a proxy or firewall answers for ${outcome.answer.host}: let it through unopened`,
      };
    case 'refused':
      return refusalOf(outcome, request);
  }
}

function good(says: string): Check {
  return { name: NAME, outcome: 'ok', says };
}
