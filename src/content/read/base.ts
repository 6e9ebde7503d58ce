import type { WrittenStructure } from '../schema/structure.ts';

/** The pack that another one builds on, as its network.yaml says. */
export type Base = NonNullable<NonNullable<WrittenStructure['network']>['base']>;

/** Takes from a file of the base what belongs to the pack that builds on it. */
export type TakeFromBase = (value: unknown) => unknown;

export type Group = Record<string, unknown>;

/** Returns a value of the base as it is on one of its routes. */
export function baseOnRoute(value: unknown, route: string | undefined): unknown {
  if (Array.isArray(value))
    return value.filter((item) => isOn(item, route)).map((item) => baseOnRoute(item, route));
  if (!isGroup(value)) return value;
  const { routes, ...rest } = value;
  const here = isGroup(routes) ? routes[route ?? ''] : undefined;
  const merged = isGroup(here) ? { ...rest, ...here } : rest;
  const kept = Object.entries(merged).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, baseOnRoute(inner, route)]));
}

function isOn(item: unknown, route: string | undefined): boolean {
  const routes = isGroup(item) ? item.routes : undefined;
  return !Array.isArray(routes) || routes.includes(route);
}

/** Lays what a pack says over what its base says: groups are merged key by key, everything else is replaced. */
export function layOver(own: unknown, base: unknown): unknown {
  if (!isGroup(own) || !isGroup(base)) return own ?? base;
  const keys = new Set([...Object.keys(base), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, layOver(own[key], base[key])]));
}

/** Keeps only the keys that the pack's own structure knows. */
export function withKeys(value: unknown, known: readonly string[]): unknown {
  if (!isGroup(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => known.includes(key)));
}

/** Checks whether a value of a file is a group of keys. */
export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
