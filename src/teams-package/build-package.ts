import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Content, DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import {
  buildManifest,
  COLOR_ICON,
  languageFileName,
  type Manifest,
  OUTLINE_ICON,
  SCHEMAS,
} from './manifest.ts';
import type { PackageSettings } from './settings.ts';
import { appTexts, languageFile } from './texts.ts';
import { validate } from './validate.ts';
import { zipFiles } from './zip.ts';

const ICONS = join(import.meta.dirname, '../../deploy/teams');
const LANGUAGE_SCHEMA = `${SCHEMAS}/MicrosoftTeams.Localization.schema.json`;

/** The app package that is uploaded to Teams. */
export interface TeamsPackage {
  manifest: Manifest;
  /** The names of its files. */
  names: string[];
  zip: Buffer;
}

/**
 * Builds the app package for Teams from the content pack's texts.
 * @throws PackageError where Teams would refuse it.
 */
export async function buildTeamsPackage(
  content: Content,
  { botId, publicUrl }: PackageSettings,
  version: string,
): Promise<TeamsPackage> {
  const languages = [...content.languages.keys()].sort();
  const manifest = buildManifest(appTexts(textsOf(content, DEFAULT_LANGUAGE)), {
    botId,
    publicUrl,
    version,
    language: DEFAULT_LANGUAGE,
    otherLanguages: languages.filter((language) => language !== DEFAULT_LANGUAGE),
  });
  const texts = languages.map((language) => {
    const file = languageFile(LANGUAGE_SCHEMA, appTexts(textsOf(content, language)));
    return [languageFileName(language), file] as const;
  });
  const written = { 'manifest.json': manifest, ...Object.fromEntries(texts) };
  await validate(written);
  const files = {
    ...Object.fromEntries(Object.entries(written).map(([name, value]) => [name, asJson(value)])),
    [COLOR_ICON]: await readFile(join(ICONS, COLOR_ICON)),
    [OUTLINE_ICON]: await readFile(join(ICONS, OUTLINE_ICON)),
  };
  return { manifest, names: Object.keys(files), zip: await zipFiles(files) };
}

function asJson(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
