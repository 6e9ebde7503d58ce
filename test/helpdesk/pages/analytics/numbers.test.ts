import { describe, expect, test } from 'vitest';
import { weekOf } from '../../../../src/analytics/week.ts';
import { COUNTS } from '../../../../src/store/keys.ts';
import { openAnalyticsPages, SOME } from './support.ts';

/** Returns every table of a page as rows of cells, by the id of its section. */
function tablesIn(page: string): Record<string, string[][]> {
  const sections = page.split('<section').slice(1);
  return Object.fromEntries(
    sections.map((section) => [
      /id="([a-z-]+)"/.exec(section)?.[1] ?? '',
      [...section.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
        [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell),
      ),
    ]),
  );
}

describe('The numbers page', () => {
  test('says what will appear here while nothing has been counted', async () => {
    const { get } = await openAnalyticsPages();
    const response = await get('/helpdesk/learning');
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Nothing has been counted in these weeks.');
    expect(page).not.toContain('<canvas');
  });

  test('lists each step with how visits ended, in the order of the guide, and steps that are gone last', async () => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const { steps = [] } = tablesIn(await (await get('/helpdesk/learning')).text());
    expect(steps[0]?.slice(1)).toEqual([
      'Shown',
      'Done',
      'Skipped',
      'Went elsewhere',
      'Still there or gone',
      '“I&#39;m stuck” pressed',
      'Handed over',
    ]);
    expect(steps[1]?.slice(1)).toEqual(['20', '12', '2', '1', '5', '4', '2']);
    expect(steps.find(([, shown]) => shown === '9')?.slice(1)).toEqual(['9', '1', '0', '0', '8', '0', '0']);
    expect(steps.at(-1)).toEqual([
      'eu-login/of-an-older-guide (no longer in the content)',
      '1',
      '0',
      '0',
      '0',
      '1',
      '0',
      '0',
    ]);
  });

  test('shows no negative number where a visit began before these weeks', async () => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const { steps = [] } = tablesIn(await (await get('/helpdesk/learning')).text());
    expect(steps.find(([, shown, done]) => shown === '0' && done === '1')?.[5]).toBe('0');
  });

  test('shows questions, ratings, tickets and waiting times', async () => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const tables = tablesIn(await (await get('/helpdesk/learning?weeks=4')).text());
    expect(tables.asked?.slice(1).map((row) => row.slice(1))).toEqual([
      ['0', '0', '0', '0'],
      ['0', '0', '2', '1'],
      ['8', '3', '0', '0'],
      ['5', '0', '0', '0'],
    ]);
    expect(tables.questions?.slice(1).map((row) => row.slice(1))).toEqual([
      ['8', '3'],
      ['5', '0'],
    ]);
    expect(tables.ratings?.slice(1).map((row) => row.slice(1))).toEqual([
      ['3', '0'],
      ['0', '2'],
    ]);
    expect(tables['hand-overs']?.slice(1).map((row) => row.slice(1))).toEqual([
      ['0', '0'],
      ['0', '0'],
      ['1', '0'],
      ['1', '–'],
      ['2', '1'],
      ['2', '–'],
    ]);
    expect(tables['hand-overs']?.[4]?.[0]).toMatch(/ – No step$/);
    expect(tables.answers?.at(-1)?.slice(1)).toEqual(['4', '0.5', '23.3']);
    expect(tables.answers?.[1]?.slice(1)).toEqual(['0', '–', '–']);
  });

  test('shows every ask for a person by its reason, beside how often people were told to write themselves', async () => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const tables = tablesIn(await (await get('/helpdesk/learning?weeks=4')).text());
    expect(tables['asks-for-person']?.slice(-2).map((row) => row.slice(1))).toEqual([
      ['0', '0', '1', '1'],
      ['4', '2', '0', '0'],
    ]);
  });

  test('shows what came to each helpdesk, and how soon it answered; one that is gone comes last', async () => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const { desks = [] } = tablesIn(await (await get('/helpdesk/learning?weeks=4')).text());
    expect(desks.slice(1)).toEqual([
      ['eUROGEN helpdesk', '6', '0', '3', '1', '4', '0.5', '23.3'],
      ['EU Login support', '1', '1', '0', '0', '0', '–', '–'],
      ['a-desk-of-once', '0', '0', '0', '0', '1', '1', '1'],
    ]);
  });

  test('reads a week that an earlier version counted, whose times were of something else', async () => {
    const { get, store } = await openAnalyticsPages();
    const week = weekOf(new Date());
    const counts = { 'hand-over': { '': 2 }, 'answered-after': { '30': 2 } };
    const value = { version: 1, counts };
    await store.commit([{ key: COUNTS + week, expected: null, value, expiresAt: Date.now() + 1e9 }]);
    const tables = tablesIn(await (await get('/helpdesk/learning?weeks=4')).text());
    expect(tables['hand-overs']?.at(-2)?.slice(1)).toEqual(['2', '0']);
    expect(tables.answers).toEqual([]);
    expect(await (await get('/helpdesk/learning.csv')).text()).toContain(`${week},answered-after,30,2`);
  });

  test.each([
    ['', 12],
    ['?weeks=52', 52],
    ['?weeks=4', 4],
    ['?weeks=-1', 12],
    ['?weeks=100000000', 12],
    ['?weeks=%3Cscript%3E', 12],
  ])('shows for "%s" %i weeks', async (search, weeks) => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const { asked = [] } = tablesIn(await (await get(`/helpdesk/learning${search}`)).text());
    expect(asked).toHaveLength(weeks + 1);
  });

  test('has no inline script and loads nothing from elsewhere', async () => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const response = await get('/helpdesk/learning');
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
    expect(page).not.toMatch(/(src|href)="https?:/);
    const { status } = await get(/src="([^"]+chart[^"]+)"/.exec(page)?.[1] ?? '');
    expect(status).toBe(200);
  });

  test.each([
    '/helpdesk/learning',
    '/helpdesk/learning.csv',
    '/helpdesk/learning/questions',
    '/helpdesk/learning/history',
  ])('redirects people who have not signed in from %s', async (path) => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const response = await get(path, '');
    expect(response.status).toBe(303);
    expect(await response.text()).toBe('');
  });
});

describe('The CSV file', () => {
  /** Parses CSV as RFC 4180 describes it. */
  function parse(csv: string): string[][] {
    const rows: string[][] = [[]];
    for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
      rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
      if (end === '\r\n') rows.push([]);
    }
    return rows.slice(0, -1);
  }

  test('holds every count of the weeks, as it was counted', async () => {
    const { get } = await openAnalyticsPages({ counted: SOME });
    const response = await get('/helpdesk/learning.csv?weeks=4');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="learning-\d{4}-W\d\d\.csv"$/,
    );
    const [head, ...rows] = parse(await response.text());
    expect(head).toEqual(['week', 'what', 'of', 'count']);
    expect(rows.every(([week]) => /^\d{4}-W\d\d$/.test(week ?? ''))).toBe(true);
    const sorted = (all: string[][]) => all.map((row) => row.join(' ')).sort();
    expect(sorted(rows.map((row) => row.slice(1)))).toEqual(
      sorted(SOME.map(([, { what, of }, times]) => [what, of, String(times)])),
    );
  });

  test('begins no field as a formula, and quotes what would end it', async () => {
    const formulas = ['=1+1', '+cmd', '-2', '@SUM(A1)', 'a,"b"', 'two\r\nlines'];
    const { get } = await openAnalyticsPages({
      counted: formulas.map((of) => [0, { what: 'question-answered', of }, 1]),
    });
    const [, ...rows] = parse(await (await get('/helpdesk/learning.csv')).text());
    expect(rows.map(([, , of]) => of)).toEqual([
      "'=1+1",
      "'+cmd",
      "'-2",
      "'@SUM(A1)",
      'a,"b"',
      'two\r\nlines',
    ]);
  });
});
