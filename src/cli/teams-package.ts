import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config/config.ts';
import { ContentError } from '../content/content-problem.ts';
import { loadContent } from '../content/load.ts';
import { buildTeamsPackage } from '../teams-package/build-package.ts';
import { packageSettings } from '../teams-package/settings.ts';
import { PackageError } from '../teams-package/validate.ts';

/** `npm run teams:package -- [file]`: writes the app that is uploaded to Teams, and says what is in it. */
const ROOT = join(import.meta.dirname, '../..');
const [target = join(ROOT, 'deploy/out/teams-app.zip')] = process.argv.slice(2);

try {
  const settings = packageSettings(process.env);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  const { manifest, names, zip } = await buildTeamsPackage(
    loadContent(settings.contentDir),
    settings,
    version,
  );
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, zip);
  console.log(`"${manifest.name.short}" ${version} for ${settings.publicUrl}, bot ${settings.botId}
${names.join(', ')}
${target}, ${zip.length} bytes
sha256 ${createHash('sha256').update(zip).digest('hex')}`);
} catch (error) {
  const isSaid =
    error instanceof ConfigError || error instanceof ContentError || error instanceof PackageError;
  if (!isSaid) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
