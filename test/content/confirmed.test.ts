import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { confirmTexts } from '../../src/content/edit/confirm-texts.ts';
import { loadContent } from '../../src/content/load.ts';
import { PackCopy } from './pack-copy.ts';

/** A pack with a second language, of which everything is confirmed. */
function confirmedPack(): PackCopy {
  const pack = new PackCopy();
  pack.addLanguage('de');
  confirmTexts(pack.folder, 'de', {});
  return pack;
}

/** Lists what is open, without the reason and the fix. */
function open(pack: PackCopy): string[] {
  return loadContent(pack.folder).unconfirmed.map(({ file, line, key }) => `${file}:${line} ${key}`);
}

test('A language that has just been begun is to be looked through file by file', () => {
  const pack = new PackCopy();
  pack.addLanguage('de');
  const { unconfirmed } = loadContent(pack.folder);
  expect(unconfirmed).toContainEqual({
    file: 'de/messages.yaml',
    line: 1,
    key: '',
    reason: expect.stringMatching(/^nobody has confirmed \d{3} of its texts/),
    fix: 'look through it, then: npm run confirm -- de messages',
    texts: expect.any(Number),
  });
});

test('A changed sentence makes its translation stale until somebody confirms that', () => {
  const pack = confirmedPack();
  expect(open(pack)).toEqual([]);
  pack.change('en/steps/eu-login.yaml', 'Type it again to confirm it.', 'Type the same again.');
  expect(loadContent(pack.folder).unconfirmed).toEqual([
    {
      file: 'de/steps/eu-login.yaml',
      line: pack.lineOf('de/steps/eu-login.yaml', 'Type it again to confirm it.'),
      key: 'the 2nd line of steps.create-password.instructions',
      reason: expect.stringMatching(/: “Type the same again\.”$/),
      fix: expect.stringMatching(
        /npm run confirm -- de steps\/eu-login steps\.create-password\.instructions$/,
      ),
      texts: 1,
    },
  ]);
  confirmTexts(pack.folder, 'de', { file: 'steps/eu-login', key: 'steps.create-password.instructions' });
  expect(open(pack)).toEqual([]);
});

test('Only what was chosen is confirmed', () => {
  const pack = confirmedPack();
  pack.change('en/steps/eu-login.yaml', 'Type it again to confirm it.', 'Type the same again.');
  pack.change('en/steps/eu-login.yaml', 'title: "Sign in to EU Login"', 'title: "Sign in there"');
  pack.change('en/teams.yaml', /^( +)description: "/m, '$1description: "Now: ');
  expect(open(pack)).toHaveLength(3);
  confirmTexts(pack.folder, 'de', { file: 'teams' });
  expect(open(pack)).toEqual([
    expect.stringContaining('the 2nd line of steps.create-password.instructions'),
    expect.stringContaining('steps.sign-in.title'),
  ]);
  confirmTexts(pack.folder, 'de', { file: 'de/steps/eu-login.yaml', key: 'steps.sign-in' });
  expect(open(pack)).toHaveLength(1);
});

test('Another address or another name on a screen, what people type, and a changed translation make nothing stale', () => {
  const pack = confirmedPack();
  pack.change('guide.yaml', /^( {2}cpms-2:) .*$/m, '$1 https://other.example/');
  pack.change('en/labels.yaml', /^create-account: .*$/m, 'create-account: "make an account"');
  pack.change('en/questions/app-install.yaml', 'where get app', 'where do i get that app');
  pack.change('de/steps/eu-login.yaml', 'Type it again to confirm it.', 'Bitte wiederholen.');
  expect(open(pack)).toEqual([]);
});

test('A translated name on a screen is stale where that name has changed', () => {
  const pack = new PackCopy();
  pack.addLanguage('de');
  pack.write('de/labels.yaml', 'create-account: "Konto erstellen"\n');
  confirmTexts(pack.folder, 'de', {});
  pack.change('en/labels.yaml', /^create-account: .*$/m, 'create-account: "make an account"');
  expect(open(pack)).toEqual(['de/labels.yaml:1 create-account']);
});

test.each([
  ['fr', {}, 'there is no translation into the language "fr"', 'use one of: de'],
  ['de', { file: 'steps/eu-logn' }, 'there is no file "steps/eu-logn"', 'did you mean "steps/eu-login"?'],
  ['de', { file: 'messages', key: 'butons' }, 'there is no key "butons"', 'use one of: buttons.'],
])('What is not there cannot be confirmed: %s %j', (language, chosen, problem, fix) => {
  const pack = new PackCopy();
  pack.addLanguage('de');
  expect(confirmTexts(pack.folder, language, chosen)).toEqual({ problem, fix: expect.stringContaining(fix) });
});

test('A pack that builds on another one confirms what it says itself, and the other pack the rest', () => {
  const pack = confirmedPack();
  const network = pack.addNetwork(['de']);
  const openThere = () => loadContent(network).unconfirmed;
  const itsOwn = openThere().map(({ file }) => file);
  expect(itsOwn).toContain('de/network.yaml');
  expect(itsOwn).not.toContain('de/site.yaml');
  confirmTexts(network, 'de', {});
  expect(openThere()).toEqual([]);
  expect(readFileSync(join(network, 'de/confirmed.yaml'), 'utf8')).not.toMatch(/^site:/m);

  pack.change('en/site.yaml', /^( +title: ")/m, '$1Now: ');
  expect(openThere().map(({ file }) => file)).toEqual(['de/site.yaml']);
  confirmTexts(pack.folder, 'de', {});
  expect(openThere()).toEqual([]);
});
