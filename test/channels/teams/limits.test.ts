import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Limits } from '../../../src/limits/limits.ts';
import { RULES } from '../../../src/limits/rules.ts';
import { see } from '../../support/clinician.ts';
import { testLimits } from '../../support/test-limits.ts';
import { LocalConnector } from './local-connector.ts';
import { openTestEndpoint, type TestEndpoint, written } from './support.ts';

let connector: LocalConnector;
let endpoint: TestEndpoint;
let limits: Limits;
beforeEach(async () => {
  connector = new LocalConnector();
  await connector.open();
  limits = testLimits();
  endpoint = await openTestEndpoint({ kind: 'local' }, { limits });
});
afterEach(async () => {
  await endpoint.close();
  await connector.close();
});

let messages = 0;
const post = (text: string, changed: object = {}) =>
  endpoint.post(written(text, { id: `message-${++messages}`, serviceUrl: connector.url, ...changed }));
const texts = () =>
  connector.done
    .filter(({ activity }) => activity.type === 'message')
    .map(({ activity }) => see(activity).text);

describe('Too many messages of one person in Teams', () => {
  test('are answered once with a sentence and then not at all, keep the place, and are no error for Teams', async () => {
    await post('start');
    const [first] = await endpoint.store.list('talk/');
    const state = first?.key.slice('talk/'.length) ?? '';
    for (let call = 1; call < RULES.messages.limit; call++) await limits.check('messages', state);
    const before = texts().length;
    expect([(await post('next')).status, (await post('next')).status, (await post('next')).status]).toEqual([
      200, 200, 200,
    ]);
    expect(texts().slice(before)).toEqual(['too often']);
    expect(await endpoint.store.list('talk/')).toEqual([first]);
  });

  test('do not touch another person', async () => {
    await post('start');
    const [first] = await endpoint.store.list('talk/');
    const state = first?.key.slice('talk/'.length) ?? '';
    for (let call = 1; call < RULES.messages.limit + 5; call++) await limits.refusal('messages', state);
    const before = texts().length;
    await post('start', {
      conversation: { id: 'a:somebody-else', conversationType: 'personal', isGroup: false },
    });
    expect(texts().length).toBeGreaterThan(before);
    expect(texts().at(-1)).not.toBe('too often');
  });
});
