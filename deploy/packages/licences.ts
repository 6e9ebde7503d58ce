import satisfies from 'spdx-satisfies';
import { z } from 'zod';
import type { LockedPackage } from './locked-packages.ts';

const policySchema = z.strictObject({
  allowed: z.array(z.string()),
  allowedForDevelopment: z.array(z.string()),
  /** Packages whose field says too little, as `name@version`, each with who read what and why it may stay. */
  judged: z.record(z.string().regex(/^.+@\d+\.\d+\.\d+/), z.string().min(20)),
});

/** What `licences.json` allows. */
export type LicencePolicy = z.infer<typeof policySchema>;

/** Parses the text of `licences.json`. */
export function licencePolicy(text: string): LicencePolicy {
  return policySchema.parse(JSON.parse(text));
}

/** Names every package whose licence is not allowed, and every judgement of a package that is no longer there. */
export function licenceProblems(packages: readonly LockedPackage[], policy: LicencePolicy): string[] {
  const forDevelopment = [...policy.allowed, ...policy.allowedForDevelopment];
  const refused = packages
    .filter((each) => !(idOf(each) in policy.judged))
    .filter(({ licence, dev }) => !isAllowed(licence, dev ? forDevelopment : policy.allowed))
    .map((each) => `${idOf(each)} has ${each.licence ?? 'no licence field'} (${each.path})`);
  const present = new Set(packages.map(idOf));
  const gone = Object.keys(policy.judged)
    .filter((id) => !present.has(id))
    .map((id) => `${id} is judged, but not installed`);
  return [...refused, ...gone];
}

function idOf({ name, version }: LockedPackage): string {
  return `${name}@${version}`;
}

/** Takes one of several licences to choose from, and asks for all of those that count together. */
function isAllowed(licence: string | undefined, allowed: string[]): boolean {
  if (licence === undefined) return false;
  try {
    return satisfies(licence, allowed);
  } catch {
    // Words that are no SPDX expression, such as "SEE LICENSE IN …": a person has to judge.
    return false;
  }
}
