import { z } from 'zod';
import { keysAddress } from '../channels/teams/channel-token.ts';
import type { BotIdentity } from '../config/bot-identity.ts';
import { type Check, waitingForSettings } from './check.ts';
import { type Answer, jsonIn, reach, type Trouble } from './reach.ts';
import { fixForWayOut } from './way-out.ts';

const NAME = 'metadata';
const keysSchema = z.object({ keys: z.array(z.object({ kid: z.string() })).min(1) });

/** Fetches the keys with which messages from Teams are checked, since without them every one is refused. */
export async function checkMetadata(
  bot: BotIdentity | undefined,
  metadata: Answer | Trouble | undefined,
): Promise<Check> {
  if (bot === undefined) return waitingForSettings(NAME);
  if (metadata === undefined)
    return { name: NAME, outcome: 'skipped', says: "only a bot for Teams needs Microsoft's keys" };
  if (metadata.kind === 'trouble') return notReached(metadata);
  const address = await keysAddress().catch(() => undefined);
  if (address === undefined) return notMicrosoft(metadata);
  const answer = await reach(address);
  if (answer.kind === 'trouble') return notReached(answer);
  const { data } = keysSchema.safeParse(jsonIn(answer.body));
  if (data === undefined) return notMicrosoft(answer);
  return {
    name: NAME,
    outcome: 'ok',
    says: `${data.keys.length} of Microsoft's keys were fetched from ${answer.host}`,
  };
}

function notReached(trouble: Trouble): Check {
  return { name: NAME, outcome: 'failed', says: trouble.says, fix: fixForWayOut(trouble) };
}

function notMicrosoft({ host, status }: Answer): Check {
  return {
    name: NAME,
    outcome: 'failed',
    says: `${host} answers with status ${status}, but not with Microsoft's keys`,
    fix: `Try again in some minutes; if it stays, a proxy or firewall answers for ${host}: let it through unopened`,
  };
}
