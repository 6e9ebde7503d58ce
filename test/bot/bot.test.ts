import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DECIDERS } from '../../src/bot/bot.ts';

const ROOT = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', ROOT), 'utf8');
const way = readme.slice(readme.indexOf('## The way of a message'), readme.indexOf('## The helpdesk'));

/** Everything between backticks in a cell of a table. */
function namesIn(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

describe('The README', () => {
  test('lists the deciders that the bot asks, in their order', async () => {
    const files = [...way.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
    const exported = await Promise.all(files.map((file) => import(new URL(file, ROOT).href)));
    const deciders = exported.map((module) =>
      DECIDERS.find((decider) => Object.values(module).includes(decider)),
    );
    expect(deciders).toEqual(DECIDERS);
  });

  test('shows the way of a message in at most twelve steps, by files that hold the functions that it names', () => {
    const rows = way.split('\n').filter((line) => /^\| \d+ \|/.test(line));
    expect(rows.length).toBeLessThanOrEqual(12);
    for (const row of rows) {
      const [, , files, functions] = row.split('|');
      const text = namesIn(files).map((file) => readFileSync(new URL(file, ROOT), 'utf8'));
      for (const name of namesIn(functions))
        expect(
          text.some((code) => new RegExp(`\\b(function|class|async|const) ${name}\\b`).test(code)),
          `${row} names ${name}`,
        ).toBe(true);
    }
  });
});
