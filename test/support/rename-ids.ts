import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPair, isScalar, parseDocument, visit } from 'yaml';
import { stepRefs } from '../../src/content/check/references.ts';
import type { Content } from '../../src/content/content.ts';
import { loadContent, routesIn } from '../../src/content/load.ts';

/** Returns the id in a renamed pack for an id of the original pack. */
export function renamed(id: string): string {
  return `other-${id}`;
}

/** The ids that code could know: those of phases, steps, methods, entries, problems, links and desks. */
export function idsOf({ guide, network }: Content): string[] {
  return [
    ...guide.phases.flatMap((phase) => [phase.id, ...phase.steps.map(({ id }) => id)]),
    ...[...guide.methods, ...guide.entries].map(({ id }) => id),
    ...[guide.problems, guide.links, network.contacts].flatMap((group) => Object.keys(group)),
  ];
}

/** Renames all of these ids in the folder's files; kinds, roles and questions keep their names. */
export function renameIds(folder: string): void {
  const routes = routesIn(folder);
  const contents = routes.map((route) => loadContent(folder, { route }));
  const ids = new Set([...contents.flatMap(idsOf), ...routes.filter((route) => route !== undefined)]);
  const refs = new Set(contents.flatMap(({ guide }) => stepRefs(guide)));
  const renameIn = (file: string, hasIds: 'as keys and values' | 'as keys' | 'as links') => {
    const path = join(folder, file);
    const document = parseDocument(readFileSync(path, 'utf8'));
    visit(document, {
      Scalar: (at, node, ancestors) => {
        const value = String(node.value);
        const pairs = ancestors.filter(isPair);
        const pair = pairs.at(-1);
        const above = pairs.at(-2)?.key;
        const isRoute = at === 'key' && isScalar(above) && above.value === 'routes';
        const key = at !== 'key' && isScalar(pair?.key) ? pair.key.value : undefined;
        const isId = {
          'as keys and values': key !== 'kind' && ids.has(value),
          'as keys': at === 'key' && ids.has(value),
          'as links': key === 'links' || key === 'routes' || isRoute,
        }[hasIds];
        if (isId) node.value = renamed(value);
        else if (refs.has(value)) node.value = value.split('/').map(renamed).join('/');
      },
    });
    writeFileSync(path, document.toString());
  };
  for (const file of ['guide.yaml', 'network.yaml']) renameIn(file, 'as keys and values');
  for (const file of ['guide.yaml', 'network.yaml']) renameIn(`en/${file}`, 'as keys');
  for (const file of ['advisories.yaml', ...inFolder(folder, 'en/questions')]) renameIn(file, 'as links');
  for (const file of inFolder(folder, 'en/steps')) renameIn(file, 'as keys');
  renameLinksInTexts(folder);
  const phases = new Set(contents.flatMap(({ guide }) => guide.phases.map(({ id }) => id)));
  for (const id of phases)
    renameSync(join(folder, `en/steps/${id}.yaml`), join(folder, `en/steps/${renamed(id)}.yaml`));
}

/** Renames the links that texts name, such as {link:cpms}. */
function renameLinksInTexts(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.yaml'))) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(/\{link:([^{}]+)\}/g, (_, id: string) => `{link:${renamed(id)}}`),
    );
  }
}

function inFolder(folder: string, within: string): string[] {
  return readdirSync(join(folder, within)).map((file) => `${within}/${file}`);
}
