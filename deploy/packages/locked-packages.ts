import { z } from 'zod';

/** A package as package-lock.json has it. */
export interface LockedPackage {
  /** Where it is installed, for example `node_modules/pg`. */
  path: string;
  /** The name under which it is published, also where it is installed under another. */
  name: string;
  version: string;
  licence?: string;
  /** Needed only for development. */
  dev: boolean;
}

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
    }),
  ),
});

/** Lists the packages of the text of a package-lock.json, without the project itself. */
export function lockedPackages(text: string): LockedPackage[] {
  return Object.entries(lockFile.parse(JSON.parse(text)).packages)
    .filter(([path]) => path !== '')
    .map(([path, { name, version = '', license, dev }]) => ({
      path,
      name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      ...(license !== undefined && { licence: license }),
      dev,
    }));
}
