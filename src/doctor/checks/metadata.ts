import { z } from 'zod';
import { keysAddress } from '../../channels/teams/channel-token.ts';
import type { BotIdentity } from '../../config/bot-identity.ts';
import { type CheckResult, skippedForSettings } from '../check-result.ts';
import { fixForOutgoing, type ProbeAnswer, type ProbeFailure, parseJson, probe } from '../probe.ts';

const NAME = 'metadata';
const keysSchema = z.object({ keys: z.array(z.object({ kid: z.string() })).min(1) });

/** Fetches the keys with which messages from Teams are verified: without them every message is refused. */
export async function checkMetadata(
  bot: BotIdentity | undefined,
  metadata: ProbeAnswer | ProbeFailure | undefined,
): Promise<CheckResult> {
  if (bot === undefined) return skippedForSettings(NAME);
  if (metadata === undefined)
    return { name: NAME, outcome: 'skipped', says: "only a bot for Teams needs Microsoft's keys" };
  if (metadata.kind === 'failure') return notReached(metadata);
  const address = await keysAddress().catch(() => undefined);
  if (address === undefined) return notMicrosoft(metadata);
  const answer = await probe(address);
  if (answer.kind === 'failure') return notReached(answer);
  const { data } = keysSchema.safeParse(parseJson(answer.body));
  if (data === undefined) return notMicrosoft(answer);
  return {
    name: NAME,
    outcome: 'ok',
    says: `${data.keys.length} of Microsoft's keys were fetched from ${answer.host}`,
  };
}

function notReached(failure: ProbeFailure): CheckResult {
  return { name: NAME, outcome: 'failed', says: failure.says, fix: fixForOutgoing(failure) };
}

function notMicrosoft({ host, status }: ProbeAnswer): CheckResult {
  return {
    name: NAME,
    outcome: 'failed',
    says: `${host} answers with status ${status}, but not with Microsoft's keys`,
    fix: `Try again in a few minutes; if it stays like this, a proxy or firewall is answering for ${host}: let it through without inspection`,
  };
}
