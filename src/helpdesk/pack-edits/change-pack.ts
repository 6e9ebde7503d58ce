import AsyncLock from 'async-lock';
import { writeChange } from '../../content/edit/write-change.ts';
import type { ChangedFile } from '../../content/read/yaml-file.ts';
import { type Log, originOf } from '../../lib/log.ts';
import type { PageContext } from '../layout.ts';

const changing = new AsyncLock();

/** What is said and logged where a file cannot be written. */
interface Writing {
  notWritten: (file: string) => string;
  log: Log;
}

/** Returns what an agent is told where a file cannot be written. */
export function writingFor({ say, pack }: PageContext, log: Log): Writing {
  const { notWritten } = pack.learning.unanswered.refused;
  return { log, notWritten: (file) => say(notWritten, { file }) };
}

/**
 * Makes a change of the pack and writes it, or only makes it, to be downloaded; the next one is made of the files as this one leaves
 * them. Returns why it was refused where it was, or could not be written.
 */
export function changePack<Change extends ChangedFile>(
  folder: string,
  make: () => Promise<Change | string>,
  writing: Writing | undefined,
): Promise<Change | string> {
  return changing.acquire(folder, async () => {
    const made = await make();
    if (typeof made === 'string' || !writing) return made;
    try {
      writeChange(folder, made);
    } catch (error) {
      writing.log.warn(
        { ...originOf(error), file: made.file },
        'a change of the content pack could not be written',
      );
      return writing.notWritten(made.file);
    }
    return made;
  });
}
