import type { TurnContext } from 'botbuilder-core';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { see } from '../../support/clinician.ts';
import { LocalConnector } from './local-connector.ts';
import { openTestEndpoint, type TestEndpoint, written } from './support.ts';

let connector: LocalConnector;
let endpoint: TestEndpoint;
let logged: string[];
beforeEach(async () => {
  connector = new LocalConnector();
  await connector.open();
  logged = [];
  const log = pino({ level: 'info', base: null }, { write: (line: string) => void logged.push(line) });
  endpoint = await openTestEndpoint({ kind: 'local' }, { log });
});
afterEach(async () => {
  await endpoint.close();
  await connector.close();
});

const SECRET = 'hunter2hunter2';
const post = (text: string) => endpoint.post(written(text, { serviceUrl: connector.url }));
const texts = () =>
  connector.done
    .filter(({ method, activity }) => method === 'POST' && activity.type === 'message')
    .map(({ activity }) => see(activity).text);

/** Refuses the first attempts with this status, and returns the pauses between them, in milliseconds. */
function refuseAtFirst(times: number, status: number, headers: Record<string, string> = {}): number[] {
  const at: number[] = [];
  connector.refuse = ({ activity }) => {
    if (activity.type !== 'message') return undefined;
    at.push(Date.now());
    return at.length <= times ? [status, headers] : undefined;
  };
  return at;
}

describe('A reply that Teams does not take at once', () => {
  test.each([429, 503])('is sent again after the pause that the %i asks for', async (status) => {
    const at = refuseAtFirst(1, status, { 'Retry-After': '2' });
    expect((await post('hello')).status).toBe(200);
    expect(texts()).toHaveLength(2);
    expect(texts()[0]).toBe(texts()[1]);
    const [first = 0, second = 0] = at;
    expect(second - first).toBeGreaterThan(1900);
  });

  test.each([412, 500, 502, 504])('is sent again after a %i', async (status) => {
    refuseAtFirst(1, status);
    expect((await post('hello')).status).toBe(200);
    expect(texts()).toHaveLength(2);
  });

  test('is sent again after a 404, as a message of its own', async () => {
    refuseAtFirst(1, 404);
    expect((await post('hello')).status).toBe(200);
    const posted = connector.done.filter(({ activity }) => activity.type === 'message');
    expect(posted).toHaveLength(2);
    expect(posted.map(({ activity }) => activity.replyToId !== undefined)).toEqual([true, false]);
  });

  test('is not sent again to a person who has blocked the assistant, and logs no error', async () => {
    connector.refuse = () => 403;
    expect((await post('hello')).status).toBe(200);
    expect(texts()).toHaveLength(1);
    expect(JSON.parse(logged.at(-1) ?? '')).toMatchObject({ level: 30, status: 403 });
  });

  test('is not sent again where that cannot help; the step is kept, and the next message shows it', async () => {
    await post('start');
    connector.refuse = () => 400;
    expect((await post('next')).status).toBe(200);
    expect(JSON.parse(logged.at(-1) ?? '')).toMatchObject({ level: 50, status: 400 });
    connector.refuse = () => undefined;
    await post('where am I?');
    expect(texts().at(-1)).toContain('Open the confirmation email');
  });
});

test.each([403, 404])('What the assistant sends first is refused for now after a %i', async (status) => {
  await post('hello');
  const address = {
    channelId: 'msteams',
    serviceUrl: connector.url,
    conversation: { id: 'a:conversation' },
    user: { id: '29:person' },
    bot: { id: '28:assistant' },
  };
  const say = async (context: TurnContext) => {
    await context.sendActivity('An answer');
  };
  connector.refuse = () => status;
  expect(await endpoint.sendProactive(address, { id: 'one', attempt: 1 }, say)).toBe('refused');
  connector.refuse = () => undefined;
  expect(await endpoint.sendProactive(address, { id: 'one', attempt: 2 }, say)).toBe('reached');
});

test('The assistant processes a message though the replies to the one before it still wait', async () => {
  refuseAtFirst(1, 429, { 'Retry-After': '3' });
  const first = post('start');
  await expect.poll(() => texts().length).toBe(1);
  await Promise.all([post('next'), first]);
  // The refused reply, the same reply again, and then the next step.
  expect(texts().map((text) => /step \d of 4/.exec(text)?.[0])).toEqual([
    'step 1 of 4',
    'step 1 of 4',
    'step 2 of 4',
  ]);
  expect(connector.done.filter(({ activity }) => activity.type === 'typing')).toEqual([]);
});

test('The log holds ids, and never typed words or the token', async () => {
  connector.refuse = () => 400;
  await endpoint.post(written(`my password is ${SECRET}`, { serviceUrl: connector.url }), {
    Authorization: 'Bearer abc.def.ghi',
  });
  await endpoint.post({ text: SECRET }, { Authorization: 'Bearer abc.def.ghi' });
  const log = logged.join('\n');
  expect(log).toContain('a:conversation');
  expect(log).not.toContain(SECRET);
  expect(log).not.toContain('abc.def');
  expect(log).not.toContain('Anna');
});
