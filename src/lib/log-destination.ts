import { pino } from 'pino';

/** In milliseconds: long enough that the lines of several turns share one write, which takes as long as all else of a line. */
const WRITE_AFTER_MS = 50;

/** Another thread writes: nobody waits for a terminal that stands still. */
const output = pino.destination({ dest: 1, sync: false });
let lines = '';
let writing: NodeJS.Timeout | undefined;

/** Standard output for a log: lines that come shortly after each other are written together, and the last ones before the process ends. */
export const logDestination = {
  write(line: string): void {
    if (lines === '') writing = setTimeout(flush, WRITE_AFTER_MS).unref();
    lines += line;
  },
};

process.on('beforeExit', flush);
process.on('exit', () => {
  if (lines === '') return;
  flush();
  output.flushSync();
});

function flush(): void {
  clearTimeout(writing);
  if (lines !== '') output.write(lines);
  lines = '';
}
