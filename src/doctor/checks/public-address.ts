import type { BotIdentity } from '../../config/bot-identity.ts';
import type { Config } from '../../config/config.ts';
import { type CheckResult, skippedForSettings } from '../check-result.ts';
import type { ProbeAnswer, ProbeFailure } from '../probe.ts';
import { isAssistantHealth } from '../probe.ts';

const NAME = 'public address';
/** The statuses that a proxy answers with while nothing is running behind it. */
const NOTHING_BEHIND = [502, 503, 504];

/** Checks that people reach the assistant by https, and if not, says which part of the way is missing. */
export function checkPublicAddress(
  config: Config | undefined,
  bot: BotIdentity | undefined,
  health: ProbeAnswer | ProbeFailure | undefined,
): CheckResult {
  if (config === undefined) return skippedForSettings(NAME);
  if (health === undefined) return notSet(bot);
  const { host } = health;
  if (health.kind === 'failure')
    return { name: NAME, outcome: 'failed', says: health.says, fix: fixFor(health) };
  const { status } = health;
  if (NOTHING_BEHIND.includes(status))
    return {
      name: NAME,
      outcome: 'skipped',
      says: `${host} answers with status ${status}: the proxy is there, but the assistant behind it is not, or not yet`,
      fix: 'Start the assistant and run the doctor again; if it is running, check which port the proxy passes requests to',
    };
  if (isAssistantHealth(health))
    return { name: NAME, outcome: 'ok', says: `the assistant answers at https://${host}` };
  return {
    name: NAME,
    outcome: 'failed',
    says: `https://${host}/livez answers with status ${status}, but not as the assistant does`,
    fix: 'Pass every path on to the assistant, without a redirect or a sign-in in front of it, or correct PUBLIC_URL',
  };
}

function notSet(bot: BotIdentity | undefined): CheckResult {
  const check: CheckResult = { name: NAME, outcome: 'skipped', says: 'PUBLIC_URL is not set' };
  if (bot?.kind === 'local') return check;
  if (bot?.kind === 'registered') check.says += ', but Teams needs a public address with https';
  return { ...check, fix: 'To have it checked, set it. Example: PUBLIC_URL=https://assistant.example.org' };
}

function fixFor({ host, reason }: ProbeFailure): string {
  switch (reason) {
    case 'name':
      return `Make a DNS entry for ${host} that leads to the proxy in front of the assistant, or correct PUBLIC_URL`;
    case 'refused':
      return 'Start the proxy with https in front of the assistant, listening on port 443; docs/deploying.md shows two';
    case 'certificate':
      return `Give the proxy a certificate for ${host} that browsers trust and that has not expired, with its whole chain`;
    case 'time':
    case 'other':
      return `Let https to ${host} through the firewall; if only this machine cannot reach it, open https://${host}/livez from elsewhere`;
  }
}
