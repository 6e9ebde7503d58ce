import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { ApiKeys } from '../../src/helpdesk/api-keys.ts';
import { start } from '../../src/start.ts';
import { openStore } from '../../src/store/open.ts';
import { DirectLinePerson } from '../support/direct-line.ts';

const dashboard = z
  .object({
    panels: z.array(
      z.looseObject({
        id: z.number(),
        gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
        targets: z.array(z.looseObject({ expr: z.string() })).default([]),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../deploy/grafana.json'), 'utf8')));

/** Starts the assistant, lets somebody talk to it, and returns what Prometheus reads afterwards. */
async function metricsAfterATalk(): Promise<string> {
  const database = `file:${join(mkdtempSync(join(tmpdir(), 'metrics-')), 'talks.sqlite')}`;
  const assistant = await start({ PORT: '0', DATABASE_URL: database, LOG_LEVEL: 'silent' });
  onTestFinished(() => assistant.stop());
  const person = new DirectLinePerson(assistant.url);
  await person.open();
  await person.post({ type: 'message', text: 'which browser should I use?' });
  await person.post({ type: 'message', text: 'asdfghjkl' });
  const store = await openStore(database);
  const key = await new ApiKeys(store).make('prometheus');
  await store.close();
  const response = await fetch(`${assistant.url}metrics`, { headers: { Authorization: `Bearer ${key}` } });
  expect(response.status).toBe(200);
  return response.text();
}

describe('The dashboard', () => {
  test('draws every metric of the assistant, and none that does not exist', async () => {
    const text = await metricsAfterATalk();
    const types = new Map(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
    );
    const drawn = new Set(
      dashboard.panels
        .flatMap(({ targets }) => targets)
        .flatMap(({ expr }) => expr.match(/\b(assistant|helpdesk|process|nodejs)_\w+/g) ?? [])
        .map((name) => (types.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ''))),
    );
    expect([...drawn].filter((name) => !types.has(name))).toEqual([]);
    const ours = [...types.keys()].filter((name) => /^(assistant|helpdesk)_/.test(name));
    expect(ours.filter((name) => !drawn.has(name))).toEqual([]);
    expect(ours.length).toBeGreaterThan(8);
  });

  test('has its panels side by side, none over another', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});

test('The metrics count turns and questions by their outcome and time the store, with no label of a person', async () => {
  const text = await metricsAfterATalk();
  expect(text).toMatch(/^assistant_turn_seconds_count\{outcome="stored"\} 3$/m);
  expect(text).toMatch(/^assistant_questions_total\{outcome="answered"\} 1$/m);
  expect(text).toMatch(/^assistant_questions_total\{outcome="foreign"\} 1$/m);
  expect(text).toMatch(/^assistant_store_seconds_count\{operation="commit"\} [1-9]/m);
  expect(text).toMatch(/^assistant_sockets_open\{page="chat"\} 0$/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
  const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
  const known = ['le', 'outcome', 'operation', 'kind', 'target', 'state', 'page', 'scope'];
  const ofNode = ['type', 'space', 'version', 'major', 'minor', 'patch', 'quantile'];
  expect([...labels].filter((label) => ![...known, ...ofNode].includes(String(label)))).toEqual([]);
});
