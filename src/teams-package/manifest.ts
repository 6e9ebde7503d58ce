import type { TeamsManifestV1D30 } from '@microsoft/app-manifest';
import type { TeamsTexts } from '../content/schema/teams-texts.ts';
import type { PackageSettings } from './settings.ts';
import { SCOPES } from './texts.ts';

/** The address of the schemas of the manifest's version; the validation reads copies that came with its package. */
export const SCHEMAS = 'https://developer.microsoft.com/json-schemas/teams/v1.30';
export const COLOR_ICON = 'color.png';
export const OUTLINE_ICON = 'outline.png';
/** The blue of the icon. */
const ACCENT = '#0B5394';

export type Manifest = TeamsManifestV1D30.TeamsManifestV1D30;

/** The facts in the manifest besides its texts. */
export interface AppFacts extends Omit<PackageSettings, 'contentDir'> {
  version: string;
  /** The language of the texts in the manifest. */
  language: string;
  /** The others, each with its own file. */
  otherLanguages: readonly string[];
}

/** Returns the name of a language's file in the package. */
export function languageFileName(language: string): string {
  return `${language}.json`;
}

/** Builds the manifest: the app's identity, its addresses, and the commands that its bot offers in each scope. */
export function buildManifest(texts: TeamsTexts, facts: AppFacts): Manifest {
  const { botId, publicUrl, version, language, otherLanguages } = facts;
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.schema.json`,
    manifestVersion: '1.30',
    version,
    id: botId,
    developer: {
      name: texts.developer,
      websiteUrl: `${publicUrl}/`,
      privacyUrl: `${publicUrl}/privacy`,
      termsOfUseUrl: `${publicUrl}/privacy#use`,
    },
    name: texts.name,
    description: texts.description,
    icons: { color: COLOR_ICON, outline: OUTLINE_ICON },
    accentColor: ACCENT,
    localizationInfo: {
      defaultLanguageTag: language,
      defaultLanguageFile: languageFileName(language),
      additionalLanguages: otherLanguages.map((languageTag) => ({
        languageTag,
        file: languageFileName(languageTag),
      })),
    },
    defaultInstallScope: 'personal',
    bots: [
      {
        botId,
        scopes: [...SCOPES],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: SCOPES.map((scope) => ({ scopes: [scope], commands: texts.commands[scope] })),
      },
    ],
    validDomains: [new URL(publicUrl).host],
  };
}
