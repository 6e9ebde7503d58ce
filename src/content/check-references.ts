import type { Sources } from './load.ts';
import type { STRUCTURE } from './pack.ts';
import type { Advisory, CentresFile, GuideFile, NetworkFile } from './structure.ts';

interface Structure {
  guide: GuideFile;
  network: NetworkFile;
  centres: CentresFile;
  advisories: Advisory[];
}

type Path = (string | number)[];

/** Notes, at the structural files, every id that is named but not there, or there twice. */
export function checkReferences(structure: Structure, sources: Sources<keyof typeof STRUCTURE>): void {
  const { guide, network, centres, advisories } = structure;
  const stepRefs = guide.phases.flatMap((phase) => phase.steps.map((step) => `${phase.id}/${step.id}`));
  const methods = guide.methods.map((method) => method.id);

  const mustExist = (
    file: keyof typeof STRUCTURE,
    path: Path,
    what: string,
    name: string | undefined,
    known: string[],
  ) => {
    if (name === undefined || known.includes(name)) return;
    sources[file].report(path, `there is no ${what} "${name}"`, `use one of: ${known.join(', ')}`);
  };
  const once = (file: keyof typeof STRUCTURE, what: string, rows: { path: Path; name: string }[]) => {
    const seen = new Set<string>();
    for (const { path, name } of rows) {
      if (seen.has(name))
        sources[file].report(path, `the ${what} "${name}" is there twice`, 'rename or remove one of the two');
      seen.add(name);
    }
  };

  once(
    'guide',
    'phase',
    guide.phases.map((phase, p) => ({ path: ['phases', p, 'id'], name: phase.id })),
  );
  once(
    'guide',
    'method',
    guide.methods.map((method, m) => ({ path: ['methods', m, 'id'], name: method.id })),
  );
  once(
    'guide',
    'entry',
    guide.entries.map((entry, e) => ({ path: ['entries', e, 'id'], name: entry.id })),
  );
  guide.phases.forEach((phase, p) => {
    once(
      'guide',
      'step',
      phase.steps.map((step, s) => ({ path: ['phases', p, 'steps', s, 'id'], name: step.id })),
    );
    phase.steps.forEach((step, s) => {
      const at = (list: string, i: number): Path => ['phases', p, 'steps', s, list, i];
      step.methods?.forEach((name, i) => {
        mustExist('guide', at('methods', i), 'method', name, methods);
      });
      step.links.forEach((name, i) => {
        mustExist('guide', at('links', i), 'link', name, Object.keys(guide.links));
      });
      step.problems.forEach((name, i) => {
        mustExist('guide', at('problems', i), 'problem', name, Object.keys(guide.problems));
      });
    });
  });
  guide.entries.forEach((entry, e) => {
    mustExist('guide', ['entries', e, 'at'], 'step', entry.at, stepRefs);
    mustExist('guide', ['entries', e, 'method'], 'method', entry.method, methods);
  });
  for (const [name, problem] of Object.entries(guide.problems)) {
    problem.links.forEach((link, i) => {
      mustExist('guide', ['problems', name, 'links', i], 'link', link, Object.keys(guide.links));
    });
    mustExist('guide', ['problems', name, 'goTo'], 'step', problem.goTo, stepRefs);
    mustExist(
      'guide',
      ['problems', name, 'contact'],
      'contact in network.yaml',
      problem.contact,
      Object.keys(network.contacts),
    );
  }

  once(
    'network',
    'area',
    network.areas.map((area, a) => ({ path: ['areas', a, 'id'], name: area.id })),
  );
  for (const key of ['helpdesk', 'accessibilityContact'] as const) {
    mustExist('network', [key], 'contact', network[key], Object.keys(network.contacts));
  }

  once(
    'centres',
    'country',
    centres.countries.map((country, c) => ({ path: ['countries', c, 'id'], name: country.id })),
  );
  once(
    'centres',
    'centre',
    centres.countries.flatMap((country, c) =>
      country.centres.map((centre, i) => ({
        path: ['countries', c, 'centres', i, 'id'] as Path,
        name: centre.id,
      })),
    ),
  );

  once(
    'advisories',
    'advisory',
    advisories.map((advisory, a) => ({ path: ['advisories', a, 'id'], name: advisory.id })),
  );
  advisories.forEach((advisory, a) => {
    advisory.steps.forEach((ref, i) => {
      mustExist('advisories', ['advisories', a, 'steps', i], 'step', ref, stepRefs);
    });
  });
}
