import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const ARTEFACTS = join(import.meta.dirname, '../../test-artefacts');
const ON_THE_MACHINE = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

export type Size = keyof typeof SIZES;

/** Starts Chromium: the machine's own where there is one, else the one that npm brings. */
export async function openBrowser(): Promise<Browser> {
  const own = ON_THE_MACHINE.find((path) => path !== '' && existsSync(path));
  if (own !== undefined) return chromium.launch({ executablePath: own, args: ['--no-sandbox'] });
  const folder = await unpackedChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...process.env, ...missingParts(folder) },
  });
}

/** A context of its own, so that nothing is left of another visit, with a page of that size. */
export async function openPage(
  browser: Browser,
  size: Size = 'desktop',
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    viewport: SIZES[size],
    ...(size === 'phone' && { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }),
    reducedMotion: 'reduce',
  });
  return { context, page: await context.newPage() };
}

/** Keeps a picture of the page as test-artefacts/<name>.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(ARTEFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
}

/** Runs axe in a frame (the page itself by default); every violation as one line, so that [] is what to expect. */
export async function axe(target: Pick<Page, 'evaluate'>): Promise<string[]> {
  const isThere = await target.evaluate('"axe" in window');
  if (!isThere) await target.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return target.evaluate<string[]>(`axe.run(document).then(({ violations }) => violations.flatMap(
    ({ id, help, nodes }) => nodes.map((node) => id + ': ' + help + ' at ' + node.target.join(' ')),
  ))`);
}

/** Unpacks npm's Chromium once; test files that run at the same time never see half of it. */
async function unpackedChromium(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageFile(), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `assistant-chromium-${version}-${process.arch}`);
  if (existsSync(folder)) return folder;
  const { default: packed } = await import('@sparticuz/chromium');
  const fresh = await mkdtemp(`${folder}-`);
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  // It unpacks into the folder for temporary files, and its libraries only where it believes to be in a cloud function.
  Object.assign(process.env, { TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  try {
    await packed.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  await writeFile(join(fresh, FONTS), fontsIn(folder));
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return folder;
}

function packageFile(): string {
  const entry = require.resolve('@sparticuz/chromium');
  return join(entry.slice(0, entry.lastIndexOf('build')), 'package.json');
}

const FONTS = 'fonts.conf';

/** The machine's fonts, and those that came along. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
    <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
    <dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;
}

/** Bare machines lack fonts and a library that Chromium needs; npm's Chromium brings both along. */
function missingParts(folder: string): Record<string, string> {
  const places = ['/lib', '/usr/lib', '/usr/lib64', '/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu'];
  const hasLibrary = places.some((place) => existsSync(join(place, 'libnss3.so')));
  return {
    FONTCONFIG_FILE: join(folder, FONTS),
    ...(!hasLibrary && { LD_LIBRARY_PATH: join(folder, 'al2023/lib') }),
  };
}
