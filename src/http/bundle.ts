import { join } from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Joins scripts and what they import into as few files as can be, by name: on a slow network every file costs a round trip. What
 * is imported later by `import()` stays in files of its own.
 * @param folder Where the scripts are, and the names are relative to.
 */
export async function bundle(folder: string, scripts: readonly string[]): Promise<Map<string, string>> {
  const build = await rolldown({ input: scripts.map((script) => join(folder, script)), logLevel: 'silent' });
  try {
    const names = '[name].js';
    const { output } = await build.generate({ minify: true, entryFileNames: names, chunkFileNames: names });
    return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
  } finally {
    await build.close();
  }
}
