import { join } from 'node:path';
import type { Content } from './content.ts';

/** Returns the folder of a pack, and that of the pack on which it builds. */
export function packFolders(folder: string, { network }: Content): string[] {
  return network.base ? [folder, join(folder, network.base.folder)] : [folder];
}
