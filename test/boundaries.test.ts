import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Content } from '../src/content/content.ts';
import { STEP_KINDS } from '../src/content/schema/structure.ts';
import { pack } from './support/clinician.ts';
import { networkNamesIn } from './support/other-network.ts';
import { idsOf } from './support/rename-ids.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CODE = ['src', 'dialogs', 'cards', 'deploy'];

interface SourceFile {
  path: string;
  text: string;
  /** Packages by name, files of ours by their path from the root. */
  imports: string[];
}

const files: SourceFile[] = CODE.filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ),
  )
  .map((entry) => {
    const path = join(entry.parentPath, entry.name).slice(ROOT.length);
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });

function importsOf(path: string, text: string): string[] {
  const found = [...text.matchAll(/(?:\bfrom|\bimport|\brequire\() *\(?'([^']+)'/g)].map(
    ([, name = '']) => name,
  );
  return found.map((name) => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name));
}

/** The code files below the folders (or the files themselves). */
function below(...places: string[]): SourceFile[] {
  return files.filter(({ path }) => /\.[jt]s$/.test(path) && places.some((place) => path.startsWith(place)));
}

function importing(from: readonly SourceFile[], name: RegExp): string[] {
  return from.filter(({ imports }) => imports.some((each) => name.test(each))).map(({ path }) => path);
}

function saying(from: readonly SourceFile[], words: RegExp): string[] {
  return from.filter(({ text }) => words.test(withoutComments(text))).map(({ path }) => path);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** Words of the code's own that are ids as well: a kind of step, a check of the doctor, a page of the web chat. */
const OWN_WORDS = new Set<string>([...STEP_KINDS, 'sign-in', 'accessibility']);

/** The ids of the pack's phases, steps, methods, entries, problems, links and desks that a text says as strings. */
function idsIn(text: string, content: Content): string[] {
  const strings = [...withoutComments(text).matchAll(/(['"`])([a-z0-9/-]+)\1/g)].map(
    ([, , said = '']) => said,
  );
  const said = new Set(strings.flatMap((string) => string.split('/')));
  return idsOf(content).filter((id) => said.has(id) && !OWN_WORDS.has(id));
}

const SDK = /^(botbuilder|botframework)/;
const NODE_IO =
  /^(node:)?(fs|net|http|https|http2|child_process|dgram|dns|tls|worker_threads|sqlite|readline|process|os|timers)(\/|$)/;

describe('The rooms of the design', () => {
  test('the SDK is imported in src/channels, src/conversation, src/bot and dialogs alone', () => {
    const rooms = ['src/channels/', 'src/conversation/', 'src/bot/', 'dialogs/'];
    const outside = importing(below(''), SDK).filter((path) => !rooms.some((room) => path.startsWith(room)));
    expect(outside).toEqual([]);
    expect(importing(below(...rooms), SDK).length).toBeGreaterThan(5);
  });

  test('the guide is pure: no SDK, no input or output, nothing but content and itself', () => {
    const guide = below('src/guide/');
    expect(importing(guide, SDK)).toEqual([]);
    expect(importing(guide, NODE_IO)).toEqual([]);
    expect(importing(guide, /^(dialogs|cards|src\/(?!guide|content))/)).toEqual([]);
    expect(saying(guide, /\b(fetch\(|process\.|Date\.now|Math\.random|console\.)/)).toEqual([]);
    expect(guide.length).toBeGreaterThan(5);
  });

  test('the cards are drawn without the SDK, the store, the guide or the dialogs', () => {
    const cards = below('cards/');
    expect(importing(cards, SDK)).toEqual([]);
    expect(importing(cards, NODE_IO)).toEqual([]);
    expect(importing(cards, /^(dialogs|src\/(store|channels|content|guide))/)).toEqual([]);
    expect(cards.length).toBeGreaterThan(2);
  });

  test('only src/content reads the content pack', () => {
    const others = below('').filter(({ path }) => !path.startsWith('src/content/'));
    expect(importing(others, /^yaml$/)).toEqual([]);
    expect(saying(others, /\.ya?ml\b/)).toEqual([]);
    const writesSchemasForTheEditor = ['src/cli/write-schemas.ts'];
    expect(saying(others, /['"`/.]data\//)).toEqual(writesSchemasForTheEditor);
  });

  test('dialogs do not read files', () => {
    expect(importing(below('dialogs/'), NODE_IO)).toEqual([]);
  });

  test('dialogs and cards know no channel by name', () => {
    const naming = saying(
      below('dialogs/', 'cards/'),
      /web ?chat|ms ?teams|direct ?line|channelId|channelData/i,
    );
    expect(naming).toEqual([]);
    expect(importing(below('dialogs/', 'cards/'), /^src\/channels/)).toEqual([]);
  });

  test('the store and the content know nothing of what is built on them', () => {
    expect(importing(below('src/store/', 'src/content/'), /^(dialogs|cards|src\/(?!store|content))/)).toEqual(
      [],
    );
  });
});

describe('No code outside data/', () => {
  test.each(CODE)('names the network, an area or a centre, in %s', (folder) => {
    const naming = files
      // In the bytes of word vectors, pictures and packages any short name can stand by chance.
      .filter(({ path }) => path.startsWith(`${folder}/`) && !/\.(bin|png|zip)$/.test(path))
      .flatMap(({ path, text }) =>
        networkNamesIn(`${path}\n${text}`, pack).map((name) => `${path}: ${name}`),
      );
    expect(naming).toEqual([]);
  });

  test.each(['src', 'dialogs', 'cards'])(
    'names a phase, step, method, problem, link or desk by its id, in %s',
    (folder) => {
      const naming = below(`${folder}/`).flatMap(({ path, text }) =>
        idsIn(text, pack).map((id) => `${path}: ${id}`),
      );
      expect(naming).toEqual([]);
    },
  );
});

test('Ids of the pack are found, as a string or as a step’s key, and kinds of steps are not taken for them', () => {
  const text =
    "go('recap-and-submit'); at(`cpms-access/select-profile`); of(\"sms\"); kind('choose-centre'); step.sms;";
  expect(idsIn(text, pack).sort()).toEqual(['cpms-access', 'recap-and-submit', 'select-profile', 'sms']);
});

test('Imports are found, however they are written', () => {
  const text = `import a from 'botbuilder';\nexport { b } from './b.ts';\nawait import('node:fs');\nimport '../c.ts';`;
  expect(importsOf('src/x/y.ts', text)).toEqual(['botbuilder', 'src/x/b.ts', 'node:fs', 'src/c.ts']);
});
