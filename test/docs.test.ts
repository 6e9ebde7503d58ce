import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const exists = (path: string): boolean => existsSync(join(ROOT, path));

const papers = [...globSync('*.md', { cwd: ROOT }), ...globSync('docs/*.md', { cwd: ROOT })];
/** Files that a page tells the reader to make. */
const MADE_BY_READERS = /^deploy\/(\.env|bot\.pem|out\/)/;
const FOLDERS = /^(src|dialogs|cards|data|test|deploy|docs|\.github)(\/|$)/;
const ROOT_FILE = /^\.?[\w-]+\.(md|json)$|^\.(nvmrc|npmrc|editorconfig)$/;

const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()),
    allowScripts: z.record(z.string(), z.boolean()),
    devDependencies: z.looseObject({ node: z.string(), '@types/node': z.string() }),
  })
  .parse(JSON.parse(read('package.json')));
const lock = z
  .object({ packages: z.record(z.string(), z.looseObject({ hasInstallScript: z.boolean().optional() })) })
  .parse(JSON.parse(read('package-lock.json')));

/** The text of a page without its blocks of code, where a bracket is no link. */
function prose(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```$/gm, '');
}

function headingIds(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe.each(papers)('%s', (paper) => {
  const text = read(paper);

  test('links only to files and headings that exist', () => {
    const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [file = '', heading] = link.split('#');
        const target = file === '' ? paper : join(dirname(paper), file);
        return !exists(target) || (heading !== undefined && !headingIds(read(target)).includes(heading));
      });
    expect(broken).toEqual([]);
  });

  test('names only commands that package.json has', () => {
    const commands = [...text.matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/g)].map(
      ([, name = '']) => name,
    );
    expect(commands.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });

  test('names only files and folders that exist', () => {
    const spans = [...prose(text).matchAll(/`([\w./@-]+)`/g)].map(([, span = '']) => span);
    const paths = spans.filter((span) => FOLDERS.test(span) || ROOT_FILE.test(span));
    const here = (path: string): boolean => exists(path) || exists(join(dirname(paper), path));
    expect(paths.filter((path) => !here(path) && !MADE_BY_READERS.test(path))).toEqual([]);
  });
});

test('The picture of the rooms shows every room, and no other', () => {
  const shown = [...read('docs/rooms.svg').matchAll(/class="name"[^>]*>([^<]+)</g)].map(
    ([, name = '']) => name,
  );
  const rooms = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map(({ name }) => `src/${name}/`);
  expect(shown.sort()).toEqual([...rooms, 'src/start.ts', 'dialogs/', 'cards/'].sort());
});

test('The Node of .nvmrc is the one that the project brings along', () => {
  const major = read('.nvmrc').trim();
  expect(manifest.devDependencies.node).toMatch(new RegExp(`^${major}\\.`));
  expect(manifest.devDependencies['@types/node']).toMatch(new RegExp(`^${major}\\.`));
});

test('package.json allows or denies every install script of the lock file by name, and no other', () => {
  const scripted = Object.entries(lock.packages)
    .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(Object.keys(manifest.allowScripts).sort()).toEqual([...new Set(scripted)].sort());
});
