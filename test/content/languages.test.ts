import { describe, expect, test } from 'vitest';
import { textsForDesk, textsOf } from '../../src/content/content.ts';
import { ContentError } from '../../src/content/content-problem.ts';
import { loadContent } from '../../src/content/load.ts';
import { PackCopy } from './pack-copy.ts';

/** The pack with the folder of a second language. */
function packInTwoLanguages(): PackCopy {
  const pack = new PackCopy();
  pack.addLanguage('de');
  return pack;
}

function problemsIn(pack: PackCopy): string[] {
  try {
    loadContent(pack.folder);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(
      ({ file, line, key, reason, fix }) => `${file}:${line} ${key}: ${reason}; ${fix}`,
    );
  }
}

describe('A second language', () => {
  test('needs no texts for a helpdesk, which goes on in the first', () => {
    const content = loadContent(packInTwoLanguages().folder);
    expect([...content.languages.keys()]).toEqual(['en', 'de']);
    expect([...content.desks.keys()]).toEqual(['en']);
    expect(textsForDesk(content, 'de')).toMatchObject({
      language: 'en',
      helpdesk: { page: { tickets: 'Tickets' } },
    });
  });

  test('is one that a helpdesk can work in where it has the texts for that', () => {
    const pack = packInTwoLanguages();
    pack.copy('en/helpdesk.yaml', 'de/helpdesk.yaml');
    pack.copy('en/learning.yaml', 'de/learning.yaml');
    pack.change('de/helpdesk.yaml', 'tickets: "Tickets"', 'tickets: "Anfragen"');
    expect(textsForDesk(loadContent(pack.folder), 'de')).toMatchObject({
      language: 'de',
      helpdesk: { page: { tickets: 'Anfragen' } },
    });
  });

  test('has all texts for a helpdesk or none', () => {
    const pack = packInTwoLanguages();
    pack.copy('en/helpdesk.yaml', 'de/helpdesk.yaml');
    expect(problemsIn(pack)).toEqual([expect.stringMatching(/^de\/learning\.yaml:1 .*the file is missing/)]);
  });

  test('needs every other file', () => {
    const pack = packInTwoLanguages();
    pack.remove('de/site.yaml');
    expect(problemsIn(pack)).toEqual([expect.stringMatching(/^de\/site\.yaml:1 .*the file is missing/)]);
  });
});

describe("The names of other sites' buttons", () => {
  test('are those of the first language, and behind a button is its name in the second where that is known', () => {
    const pack = packInTwoLanguages();
    pack.write('de/labels.yaml', 'create-account: "Konto erstellen"\n');
    const [, de] = loadContent(pack.folder).languages.values();
    expect(de?.labels['create-account']).toBe('create account');
    expect(de?.steps['eu-login']?.steps.register?.instructions[1]).toContain(
      '**create account** (Konto erstellen)',
    );
    expect(
      textsOf(loadContent(pack.folder), 'en').steps['eu-login']?.steps.register?.instructions[1],
    ).toContain('**create account**');
  });

  test('on drawings are those of the first language alone', () => {
    const pack = packInTwoLanguages();
    const before = textsOf(loadContent(pack.folder), 'de').drawings;
    const [, ids = ''] = /^([a-z0-9-]+):/m.exec(pack.read('en/labels.yaml')) ?? [];
    pack.write('de/labels.yaml', `${ids}: "Anders"\nadd-device: "Mobilgerät hinzufügen"\n`);
    expect(textsOf(loadContent(pack.folder), 'de').drawings).toEqual(before);
  });

  test('may all be unknown in the second', () => {
    const pack = packInTwoLanguages();
    pack.write('de/labels.yaml', '# None is known yet.\n');
    expect(problemsIn(pack)).toEqual([]);
  });

  test('are reported where the first language does not have them', () => {
    const pack = packInTwoLanguages();
    pack.write('de/labels.yaml', 'create-acount: "Konto erstellen"\n');
    expect(problemsIn(pack)).toEqual([
      'de/labels.yaml:1 create-acount: there is no label in en/labels.yaml "create-acount"; did you mean "create-account"?',
    ]);
  });
});
