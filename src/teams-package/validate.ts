import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';

type Schema = Awaited<ReturnType<typeof AppManifestUtils.fetchSchema>>;

/** Thrown where Teams would refuse the package; each line of the message names one problem. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

/**
 * Validates the files against the schemas that they name, which are read from the validator's package, not the network.
 * @throws PackageError that names everything Teams would refuse.
 */
export async function validate(files: Readonly<Record<string, { $schema?: string }>>): Promise<void> {
  const problems: string[] = [];
  for (const [name, file] of Object.entries(files)) {
    const schema = readable(await AppManifestUtils.fetchSchema(file.$schema ?? ''));
    // The validator checks any file against any schema, though its type speaks only of manifests.
    const failures = await AppManifestUtils.validateAgainstSchema(file as TeamsManifest, schema);
    problems.push(...failures.map((failure) => `${name}: ${failure}`));
  }
  if (problems.length > 0) throw new PackageError(problems.join('\n'));
}

/**
 * Removes the patterns from the schema of language files that the validator cannot compile. They are for parts that this
 * app does not have, and a text for such a part is refused without them as well.
 */
function readable(schema: Schema): Schema {
  if (!schema.patternProperties) return schema;
  const patterns = Object.entries(schema.patternProperties).filter(([pattern]) => isReadable(pattern));
  return { ...schema, patternProperties: Object.fromEntries(patterns) } as Schema;
}

function isReadable(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}
