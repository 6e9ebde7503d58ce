import { serialize } from 'node:v8';
import { ContentError } from '../content/content-problem.ts';
import { loadContent } from '../content/load.ts';
import { packFolders } from '../content/pack-folders.ts';
import { learnWords } from './learned-words.ts';
import { packState } from './pack-state.ts';

/** Reads the pack in a folder and learns from its words, and writes the bytes of that, or of its problems, to the standard output. */
const [folder = ''] = process.argv.slice(2);
process.stdout.write(serialize(await read(folder)));

async function read(folder: string) {
  try {
    const content = loadContent(folder);
    const folders = packFolders(folder, content);
    return { folders, ...(await packState(folders)), content, ...learnWords(content) };
  } catch (error) {
    if (error instanceof ContentError) return { problems: error.problems };
    throw error;
  }
}
