import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { startProcess } from '../support/assistant-process.ts';
import { pack } from '../support/clinician.ts';
import { confirmedTicket } from './hand-over.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS = { minute: MINUTE, hour: 60 * MINUTE, day: DAY, year: 366 * DAY };
const NUMBERS: Record<string, number> = { one: 1, two: 2, eight: 8 };
/** No other time that the notice names. */
const RETENTION_DAYS = 37;

const folder = mkdtempSync(join(tmpdir(), 'kept-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command while the connections of this process stay alive. */
function run(command: string, given: string[], env: Record<string, string>) {
  const options = { cwd: join(import.meta.dirname, '../..'), env: { PATH: process.env.PATH, ...env } };
  return promisify(execFile)(process.execPath, [command, ...given], options);
}

/** The lengths of time that a sentence names, in milliseconds. */
function timesIn(sentence: string): number[] {
  const named = sentence.replaceAll(/(\d+) or (\d+) (\w+)/g, '$1 $3 or $2 $3');
  return [...named.matchAll(/\b(\d+|one|two|eight) (minute|hour|day|year)s?\b/gi)].map(
    ([, number = '', unit = '']) =>
      (NUMBERS[number.toLowerCase()] ?? Number(number)) * UNITS[unit as keyof typeof UNITS],
  );
}

test('What is in the store after a conversation is kept as long as the privacy notice says', async () => {
  const file = join(folder, 'assistant.sqlite');
  const env = { DATABASE_URL: `file:${file}`, RETENTION_DAYS: String(RETENTION_DAYS) };
  const assistant = await startProcess(env);
  const { person } = await confirmedTicket(assistant.url);
  await person.say('assistant');
  await person.say('the cat sat on the mat');
  await run('src/cli/helpdesk-keys.ts', ['make', 'mail rules'], env);
  const { stdout: link } = await run('src/cli/helpdesk-link.ts', [], env);
  const key = new URL(link.trim()).searchParams.get('key') ?? '';
  await fetch(`${assistant.url}helpdesk/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ key }),
    redirect: 'manual',
  });
  const notice = await (await fetch(`${assistant.url}privacy`)).text();
  expect(notice).toContain(`${RETENTION_DAYS} days after your last message`);
  await assistant.kill('SIGTERM');

  const database = new DatabaseSync(file);
  const stored = database.prepare('SELECT key, expires_at AS expiresAt FROM entries').all() as {
    key: string;
    expiresAt: number;
  }[];
  database.close();
  const { rows } = textsOf(pack, DEFAULT_LANGUAGE).site.privacy.kept;
  const wrong = stored.flatMap((row) => {
    const of = rows
      .flatMap(({ records, howLong }) => records.map((record) => ({ record, howLong })))
      .filter(({ record }) => row.key.startsWith(record))
      .sort((a, b) => b.record.length - a.record.length)[0];
    if (!of) return [`${row.key} is in no row of the notice`];
    const said = of.howLong.replace(/\{days,[^}]*\}[^}]*\}\}/, `${RETENTION_DAYS} days`);
    const times = timesIn(said);
    const isForEver = row.expiresAt > Date.now() + 100 * UNITS.year;
    if (isForEver) return times.length === 0 && said.startsWith('Until') ? [] : [`${row.key}: ${said}`];
    const left = row.expiresAt - Date.now();
    return times.some((time) => Math.abs(time - left) <= 65 * MINUTE)
      ? []
      : [`${row.key}: ${said}, not ${left}`];
  });
  expect(wrong).toEqual([]);
  const kinds = new Set(stored.map((row) => row.key.split('/')[0]));
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'api-key',
      'count',
      'feedback',
      'history',
      'inbox',
      'session',
      'talk',
      'ticket',
      'webchat',
    ]),
  );
});
