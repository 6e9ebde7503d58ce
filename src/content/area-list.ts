import type { Texts } from './content.ts';

/** The network's thematic areas with what each stands for. */
export function areaList({ network }: Texts): string {
  return Object.values(network.areas)
    .map(({ label, name }) => `${label} – ${name}`)
    .join('; ');
}
