import { z } from 'zod';
import type { Agent } from '../../tickets/ticket.ts';

const MAX_NAME = 80;

const record = z.record(z.string(), z.unknown());
const roles = z.union([z.string().transform((role) => [role]), z.array(z.string())]);
const said = z.string().transform((text) => text.replace(/\s+/g, ' ').trim());

/** What an ID token says of a person, once it has been verified. */
export type Claims = { iss: string; sub: string } & Record<string, unknown>;

/** What somebody may do, by the claim that lists it: its name, or a path such as `realm_access.roles`. */
export function rolesIn(claims: Claims, claim: string): string[] {
  // Names may be addresses, which have dots in them.
  const value = Object.hasOwn(claims, claim) ? claims[claim] : claim.split('.').reduce(inside, claims);
  return roles.safeParse(value).data ?? [];
}

/** The person, under an id that is theirs alone and the best name that the token has for them. */
export function agentOf(claims: Claims): Agent {
  const names = [claims.name, claims.preferred_username, claims.email].map(
    (name) => said.safeParse(name).data,
  );
  return { id: `${claims.iss}|${claims.sub}`, name: (names.find(Boolean) ?? claims.sub).slice(0, MAX_NAME) };
}

function inside(value: unknown, name: string): unknown {
  const { data } = record.safeParse(value);
  return data && Object.hasOwn(data, name) ? data[name] : undefined;
}
