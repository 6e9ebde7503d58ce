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

/**
 * The rooms from the ground up, and the rooms that each may import besides itself. Every folder of code has a row; an
 * import that no row allows is a new arrow in the house, and wants a reason.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'src/lib': [],
  'src/store': ['src/lib'],
  'src/content': [],
  cards: ['src/lib'],
  'src/http': ['src/lib'],
  'src/limits': ['src/http', 'src/lib', 'src/store'],
  'src/config': ['src/lib'],
  'src/guide': ['src/content', 'src/lib'],
  'src/pictures': ['src/content', 'src/http', 'src/lib'],
  'src/redaction': ['src/content'],
  'src/understanding': ['src/content', 'src/lib'],
  'src/mail-reading': ['src/content'],
  'src/teams-package': ['src/config', 'src/content'],
  'src/analytics': ['src/content', 'src/guide', 'src/lib', 'src/store', 'src/understanding'],
  'src/tickets': [
    'src/config',
    'src/content',
    'src/http',
    'src/lib',
    'src/mail-reading',
    'src/redaction',
    'src/store',
  ],
  'src/conversation': [
    'cards',
    'src/analytics',
    'src/content',
    'src/guide',
    'src/lib',
    'src/redaction',
    'src/store',
    'src/tickets',
  ],
  dialogs: [
    'cards',
    'src/analytics',
    'src/content',
    'src/conversation',
    'src/guide',
    'src/lib',
    'src/pictures',
    'src/tickets',
    'src/understanding',
  ],
  'src/bot': [
    'cards',
    'dialogs',
    'src/content',
    'src/conversation',
    'src/guide',
    'src/redaction',
    'src/tickets',
    'src/understanding',
  ],
  'src/channels': ['src/conversation'],
  'src/channels/teams': [
    'cards',
    'src/channels',
    'src/config',
    'src/conversation',
    'src/http',
    'src/lib',
    'src/limits',
  ],
  'src/channels/webchat': [
    'src/channels',
    'src/content',
    'src/conversation',
    'src/guide',
    'src/http',
    'src/lib',
    'src/limits',
    'src/pictures',
    'src/store',
  ],
  'src/helpdesk': [
    'src/analytics',
    'src/config',
    'src/content',
    'src/conversation',
    'src/guide',
    'src/http',
    'src/lib',
    'src/limits',
    'src/mail-reading',
    'src/redaction',
    'src/store',
    'src/tickets',
    'src/understanding',
  ],
  'src/rehearsal': [
    'cards',
    'dialogs',
    'src/bot',
    'src/channels',
    'src/channels/teams',
    'src/channels/webchat',
    'src/content',
    'src/conversation',
    'src/helpdesk',
    'src/store',
    'src/teams-package',
    'src/tickets',
    'src/understanding',
  ],
  'src/live-content': ['src/content', 'src/lib', 'src/redaction', 'src/rehearsal', 'src/understanding'],
  'src/doctor': ['src/channels/teams', 'src/config', 'src/content', 'src/store', 'src/tickets'],
};
/** The files and the folder that compose everything; nothing imports them but each other. */
const COMPOSING = ['src/index.ts', 'src/start.ts', 'src/stop.ts', 'src/server.ts', 'src/cli'];

/** The room that a file stands in; a channel is a room of its own. */
function roomOf(path: string): string {
  const [top = '', folder = '', channel = '', ...rest] = path.split('/');
  if (top !== 'src') return top;
  return folder === 'channels' && rest.length > 0 ? `src/channels/${channel}` : `src/${folder}`;
}

/** Finds the files that import each other in a circle, as one of its ways round. */
function circleIn(from: readonly SourceFile[]): string[] {
  const importsOfFile = new Map(from.map(({ path, imports }) => [path, imports]));
  const done = new Set<string>();
  const walk = (path: string, way: string[]): string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const next of importsOfFile.get(path) ?? []) {
      const circle = walk(next, [...way, path]);
      if (circle.length > 0) return circle;
    }
    done.add(path);
    return [];
  };
  return from.map(({ path }) => walk(path, [])).find((circle) => circle.length > 0) ?? [];
}

describe('The rooms of the design', () => {
  const code = below('src/', 'dialogs/', 'cards/').filter(({ path }) => !path.includes('/public/'));

  test('have a row each in the table of imports', () => {
    const rooms = [...new Set(code.map(({ path }) => roomOf(path)))].filter(
      (room) => !COMPOSING.includes(room),
    );
    expect(rooms.sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  test.each(Object.entries(MAY_IMPORT))('import only what the table allows: %s', (room, allowed) => {
    const taken = code
      .filter(({ path }) => roomOf(path) === room)
      .flatMap(({ path, imports }) =>
        imports
          .filter((each) => /^(src|dialogs|cards)\//.test(each) && roomOf(each) !== room)
          .filter((each) => !allowed.includes(roomOf(each)))
          .map((each) => `${path} imports ${each}`),
      );
    expect(taken).toEqual([]);
  });

  test('import each other in no circle: the table names no room before it stands', () => {
    const rows = Object.entries(MAY_IMPORT);
    const standing = (room: string) =>
      rows.slice(
        0,
        rows.findIndex(([name]) => name === room),
      );
    for (const [room, allowed] of rows)
      expect(standing(room).map(([name]) => name)).toEqual(expect.arrayContaining([...allowed]));
  });

  test('have no two files that import each other, on however long a way round', () => {
    expect(circleIn(code)).toEqual([]);
  });

  test('are no heaps: no folder has more than twenty files of code side by side', () => {
    const folders = Map.groupBy(below('src/', 'dialogs/', 'cards/'), ({ path }) => dirname(path));
    const heaps = [...folders].filter(([, inside]) => inside.length > 20).map(([folder]) => folder);
    expect(heaps).toEqual([]);
  });

  test('the SDK is imported in src/channels, src/conversation, src/bot and dialogs alone', () => {
    const rooms = ['src/channels/', 'src/conversation/', 'src/bot/', 'dialogs/'];
    const outside = importing(below(''), SDK).filter((path) => !rooms.some((room) => path.startsWith(room)));
    expect(outside).toEqual([]);
    expect(importing(below(...rooms), SDK).length).toBeGreaterThan(5);
  });

  test('the dialogs are imported without the prompts of the SDK, which every start would wait for', () => {
    expect(saying(below(''), /^import (?!type\b)[^;]*from 'botbuilder-dialogs';/m)).toEqual([]);
  });

  test('the guide is pure: it has no SDK, no input or output and no clock', () => {
    const guide = below('src/guide/');
    expect(importing(guide, SDK)).toEqual([]);
    expect(importing(guide, NODE_IO)).toEqual([]);
    expect(saying(guide, /\b(fetch\(|process\.|Date\.now|Math\.random|console\.)/)).toEqual([]);
    expect(guide.length).toBeGreaterThan(5);
  });

  test('the cards are drawn without the SDK and without input or output', () => {
    const cards = below('cards/');
    expect(importing(cards, SDK)).toEqual([]);
    expect(importing(cards, NODE_IO)).toEqual([]);
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
