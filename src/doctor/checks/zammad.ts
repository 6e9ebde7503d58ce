import { z } from 'zod';
import type { ZammadConfig } from '../../config/helpdesk-config.ts';
import { DeliveryError } from '../../tickets/systems/ticket-system.ts';
import { zammadClient } from '../../tickets/systems/zammad/client.ts';
import { createdSchema } from '../../tickets/systems/zammad/shapes.ts';
import type { CheckResult } from '../check-result.ts';

const NAME = 'zammad';
const TIMEOUT_MS = 10_000;

const groupsSchema = z.array(z.object({ name: z.string(), active: z.boolean().default(true) }));

/** Asks Zammad for our user and for the group that gets the tickets; creates nothing. */
export async function checkZammad(
  zammad: ZammadConfig | undefined,
  timeoutMs = TIMEOUT_MS,
): Promise<CheckResult> {
  if (zammad === undefined) return { name: NAME, outcome: 'skipped', says: 'ZAMMAD_URL is not set' };
  const { group } = zammad;
  const client = zammadClient(zammad, { readMs: timeoutMs, writeMs: timeoutMs });
  const me = await client.get('users/me', createdSchema).catch(asProblem);
  if (me instanceof DeliveryError)
    return failed(
      me.message,
      'Correct ZAMMAD_URL, or make a new access token with the permission ticket.agent in the profile of its user and set ZAMMAD_TOKEN to it',
    );
  const groups = await client.get('groups', groupsSchema).catch(asProblem);
  // Older versions list groups only for administrators, who could do more than tickets need.
  if (groups instanceof DeliveryError)
    return {
      name: NAME,
      outcome: 'skipped',
      says: `Zammad accepts the token, but does not list its groups for it; whether ${group} is there will show with the first ticket`,
      fix: `Check that ZAMMAD_TOKEN has the permission ticket.agent, and that its user has full access to the group ${group}`,
    };
  const found = groups.find(({ name }) => name === group);
  if (!found?.active)
    return failed(
      `ZAMMAD_GROUP: Zammad has no ${found ? 'active ' : ''}group ${group}`,
      `Make it there, or set ZAMMAD_GROUP to the name of another one as Zammad shows it. Example: ZAMMAD_GROUP=Users`,
    );
  const says = `Zammad accepts the token and has the group ${group}; whether its user may write there will show with the first ticket`;
  return { name: NAME, outcome: 'ok', says };
}

function asProblem(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  throw error;
}

function failed(says: string, fix: string): CheckResult {
  return { name: NAME, outcome: 'failed', says, fix };
}
