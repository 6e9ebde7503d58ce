import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { anyValue, mostly, oddText, stringified } from '../support/odd-values.ts';
import { markerOf } from './marker.ts';
import type { Wire } from './wire.ts';
import type { Chat, World } from './world.ts';

/** A request, and what its answer has to be besides in order. */
export interface Case {
  wire: Wire;
  /** The conversation whose words may be in the answer. */
  chat?: Chat;
  /** A request that nobody may be let in with. */
  isRefused?: boolean;
  /** The answer may hold everybody's words: a page of the helpdesk. */
  isHelpdesk?: boolean;
  /** Node's own protocol allows 501. */
  isInvoke?: boolean;
  /** Ends the conversation where it succeeds. */
  ends?: boolean;
}

/** Makes a request in the world of a run; `which` picks the conversation. */
type Plan = (world: World, which: number) => Case | Promise<Case>;

const which = fc.nat(10_000);
const JSON_TYPE = { 'Content-Type': 'application/json' };
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Printable, since Node sends no other headers; among them what servers trip over. */
const headerValue = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    'null',
    '*',
    'https://evil.example',
    '%00',
    '../..',
    'a,b,,c',
    '-1',
    '9'.repeat(40),
    '[object Object]',
  ),
);
const oddHeaders = fc.dictionary(
  fc.constantFrom(
    ...[
      'Host',
      'Origin',
      'Referer',
      'Accept',
      'Accept-Encoding',
      'Accept-Language',
      'Content-Type',
      'Cookie',
    ],
    ...[
      'Content-Encoding',
      'X-Forwarded-Proto',
      'X-Forwarded-Host',
      'Forwarded',
      'If-None-Match',
      'Range',
      'Expect',
    ],
    ...[
      'X-Request-Id',
      'traceparent',
      'Sec-Fetch-Site',
      'X-CSRF',
      'X-HTTP-Method-Override',
      '__proto__',
      'Upgrade',
    ],
  ),
  headerValue,
  { maxKeys: 3 },
);
/** Rarely any headers at all, so that most cases get further. */
const someHeaders = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Record<string, string>>({}) },
  { weight: 1, arbitrary: oddHeaders },
);

/** Yields texts for a query or a path, already encoded, and now and then badly. */
const encoded = fc.oneof(
  fc.string({ maxLength: 40 }).map(encodeURIComponent),
  fc.constantFrom(
    '..%2f..%2fetc%2fpasswd',
    '%',
    '%zz',
    '%00',
    '%ff%fe',
    '..',
    '.',
    '//',
    '%2e%2e/',
    'a'.repeat(3_000),
    '__proto__',
  ),
);

const ACTIONS = [
  'start',
  'resume',
  'restart',
  'next',
  'back',
  'skip',
  'stuck',
  'ask',
  'human',
  'ticket',
  'add',
  'write',
];
const CHOICES = [
  ...[
    'entry',
    'method',
    'country',
    'centre',
    'area',
    'problem',
    'outcome',
    'recap',
    'place',
    'change',
    'list',
  ],
  ...['question', 'visit', 'desk', 'phone', 'part', 'pause', 'undo', 'return', 'none-of-these'],
];

function postTo(chat: Chat, body: string, headers: Record<string, string> = {}): Wire {
  return {
    method: 'POST',
    path: `/v3/directline/conversations/${chat.id}/activities`,
    headers: { ...JSON_TYPE, ...authorized(chat), ...headers },
    body,
  };
}

function authorized({ token, address }: Chat): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'X-Forwarded-For': address };
}

const webChatActivity: fc.Arbitrary<Plan> = fc
  .record({
    activity: fc.record(
      {
        type: fc.oneof(
          { weight: 9, arbitrary: fc.constant('message') },
          { weight: 1, arbitrary: mostly(fc.constantFrom('event', 'typing')) },
        ),
        text: mostly(oddText),
        id: mostly(fc.string({ maxLength: 220 })),
        name: mostly(oddText),
        locale: mostly(fc.constantFrom('en', 'de-AT', 'zh-Hant-TW', 'x'.repeat(40))),
        value: mostly(fc.dictionary(fc.string({ maxLength: 10 }), anyValue, { maxKeys: 4 })),
        channelData: mostly(fc.record({ clientActivityID: mostly(oddText), postBack: mostly(fc.boolean()) })),
        attachments: fc.oneof(
          { weight: 9, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: anyValue },
        ),
        from: anyValue,
        conversation: anyValue,
      },
      { requiredKeys: ['type'] },
    ),
    headers: someHeaders,
    marked: fc.boolean(),
  })
  .map(({ activity, headers, marked }) => async (world, at) => {
    const chat = await world.chat(at);
    const text = marked ? { text: `${activity.text ?? ''} ${markerOf(chat.number)}` } : {};
    return { wire: postTo(chat, stringified({ ...activity, ...text }), headers), chat };
  });

const brokenBody: fc.Arbitrary<Plan> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json(),
    fc.constantFrom(
      '{"type":"message","text":"',
      '[]',
      'null',
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      '{"__proto__":{"a":1}}',
      '1e999',
    ),
  )
  .map((body) => async (world, at) => {
    const chat = await world.chat(at);
    return { wire: postTo(chat, body), chat };
  });

const submitValue = fc.record(
  {
    action: mostly(fc.oneof(fc.constantFrom(...ACTIONS), fc.constantFrom('choose', 'send', 'rate'))),
    what: mostly(fc.constantFrom(...CHOICES)),
    value: mostly(oddText),
    card: mostly(fc.uuid()),
    sentence: mostly(oddText),
    email: mostly(
      fc.oneof(fc.emailAddress(), fc.constantFrom('a@b', 'a@b.example\r\nBcc: c@d.example', '<a@b.example>')),
    ),
    phone: mostly(fc.oneof(fc.constantFrom('+39 333 123 45 67', '0'), oddText)),
    question: mostly(fc.string({ maxLength: 30 })),
    helpful: mostly(fc.boolean()),
  },
  { requiredKeys: ['action'] },
);
/** Presses a button that is on the screen, with fields of its own or with some changed, or one that never was. */
const submit: fc.Arbitrary<Plan> = fc
  .record({
    value: submitValue,
    button: fc.nat(12),
    keep: fc.constantFrom('all', 'all', 'card', 'none'),
    headers: someHeaders,
  })
  .map(({ value, button, keep, headers }) => async (world, at) => {
    const chat = await world.chat(at);
    const data = chat.buttons[button % Math.max(1, chat.buttons.length)];
    const shown = typeof data === 'object' && data !== null ? data : {};
    const marked = { sentence: `${value.sentence ?? ''} ${markerOf(chat.number)}` };
    const card = 'card' in shown ? { card: shown.card } : {};
    const pressed =
      keep === 'all' ? { ...marked, ...shown } : { ...value, ...marked, ...(keep === 'card' && card) };
    return { wire: postTo(chat, stringified({ type: 'message', value: pressed }), headers), chat };
  });

/** Reads what there is, so that later presses have a button to press. */
const read: fc.Arbitrary<Plan> = fc
  .record({ watermark: fc.oneof(fc.constant('0'), fc.nat(300).map(String), encoded) })
  .map(({ watermark }) => async (world, at) => {
    const chat = await world.chat(at);
    const path = `/v3/directline/conversations/${chat.id}/activities?watermark=${watermark}`;
    return { wire: { method: 'GET', path, headers: authorized(chat) }, chat };
  });

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'BREW'];
const directLine: fc.Arbitrary<Plan> = fc
  .record({
    method: fc.constantFrom(...METHODS),
    path: fc.oneof(
      fc.constantFrom(
        ...[
          '/v3/directline/conversations',
          '/v3/directline/conversations/{id}',
          '/v3/directline/tokens/refresh',
        ],
        ...[
          '/v3/directline/conversations/{id}/activities',
          '/v3/directline/conversations/{id}/upload?userId=x',
        ],
        ...[
          '/v3/directline/conversations/{id}/stream?t={stream}',
          '/api/webchat/token',
          '/',
          '/chat',
          '/privacy',
        ],
        ...[
          '/healthz',
          '/livez',
          '/readyz',
          '/widget.js',
          '/assets/x',
          '/pictures/x.en.0.png',
          '/helpdesk/assets/x',
        ],
      ),
      encoded.map((part) => `/v3/directline/${part}`),
      encoded.map((part) => `/v3/directline/conversations/${part}/activities`),
      encoded.map((part) => `/v3/directline/conversations/{id}/${part}`),
      encoded.map((part) => `/v3/directline/conversations/{id}/activities?watermark=${part}`),
      encoded.map((part) => `/assets/${part}`),
      encoded.map((part) => `/pictures/${part}`),
      encoded.map((part) => `/${part}`),
      encoded.map((part) => `/chat?start=${part}&locale=${part}`),
    ),
    headers: someHeaders,
    body: fc.oneof(fc.constant('{}'), fc.constant(''), fc.json()),
    upgrade: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  })
  .map(({ method, path, headers, body, upgrade }) => async (world, at) => {
    const chat = await world.chat(at);
    const filled = path.replace('{id}', chat.id).replace('{stream}', chat.streamToken);
    const sent = { ...JSON_TYPE, ...authorized(chat), ...headers, ...(upgrade && WEB_SOCKET) };
    const hasBody = !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method) && !upgrade;
    return {
      wire: { method: upgrade ? 'GET' : method, path: filled, headers: sent, ...(hasBody && { body }) },
      chat,
    };
  });

const WEB_SOCKET = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version': '13',
};

type Forge = (token: string) => string;
/** Ways to make a token that nobody signed. */
const forge: fc.Arbitrary<Forge> = fc.oneof(
  fc.nat(200).map((place) => (token: string) => swapped(token, place)),
  fc.constantFrom<Forge>(
    (token) => `${base64({ alg: 'none', typ: 'JWT' })}.${token.split('.')[1]}.`,
    (token) => token.split('.').slice(0, 2).join('.'),
    (token) => `${token}.${token}`,
    (token) => `${base64({ alg: 'HS256', kid: '../../dev/null' })}.${token.split('.').slice(1).join('.')}`,
    (token) => `${token.split('.')[0]}.${base64({ conversation: 'x', exp: 9e9 })}.${token.split('.')[2]}`,
  ),
  fc.string({ maxLength: 300 }).map((other) => () => other),
  fc.constantFrom('', 'null', 'a.b.c', 'x'.repeat(9_000)).map((other) => () => other),
);

/** Swaps one character of a token for another; in its last place the bits that do not count stay out of it. */
function swapped(token: string, place: number): string {
  const at = place % (token.length - 1);
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const forgedToken: fc.Arbitrary<Plan> = fc
  .record({
    forge,
    call: fc.constantFrom('read', 'post', 'start', 'refresh', 'renew', 'revoke', 'stream', 'reconnect'),
    address: fc.nat(65_535),
  })
  .map(({ forge, call, address }) => async (world, at) => {
    const chat = await world.chat(at);
    const base = '/v3/directline';
    const talk = `${base}/conversations/${chat.id}`;
    const token = forge(call === 'stream' ? chat.streamToken : chat.token);
    const [method, path] = {
      read: ['GET', `${talk}/activities`],
      post: ['POST', `${talk}/activities`],
      start: ['POST', `${base}/conversations`],
      refresh: ['POST', `${base}/tokens/refresh`],
      renew: ['POST', '/api/webchat/token'],
      revoke: ['POST', '/api/webchat/revoke'],
      stream: ['GET', `${talk}/stream?t=${encodeURIComponent(token)}`],
      reconnect: ['GET', talk],
    }[call] as [string, string];
    const from = { 'X-Forwarded-For': `10.200.${address >> 8}.${address & 255}` };
    const headers = call === 'stream' ? WEB_SOCKET : { ...JSON_TYPE, Authorization: `Bearer ${token}` };
    const body = method === 'POST' ? { body: '{"type":"message","text":"x"}' } : {};
    return { wire: { method, path, headers: { ...headers, ...from }, ...body }, isRefused: true };
  });

/** Real tokens in wrong places: of another conversation, of a stream for a call, of a call for a stream. */
const strayToken: fc.Arbitrary<Plan> = fc
  .constantFrom('other', 'streamForCall', 'callForStream', 'otherStream')
  .map((way) => async (world, at) => {
    const chat = await world.chat(at);
    await world.chat(at + 1);
    const other = world.other(chat);
    const talk = `/v3/directline/conversations/${chat.id}`;
    const from = { 'X-Forwarded-For': chat.address };
    if (way === 'other' || way === 'streamForCall') {
      const token = way === 'other' ? other.token : chat.streamToken;
      const headers = { ...from, Authorization: `Bearer ${token}` };
      return { wire: { method: 'GET', path: `${talk}/activities`, headers }, isRefused: true };
    }
    const path = `${talk}/stream?t=${way === 'callForStream' ? chat.token : other.streamToken}`;
    return { wire: { method: 'GET', path, headers: { ...WEB_SOCKET, ...from } }, isRefused: true };
  });

const revoke: fc.Arbitrary<Plan> = fc.constant(async (world, at) => {
  const chat = await world.chat(at);
  return {
    wire: { method: 'POST', path: '/api/webchat/revoke', headers: authorized(chat) },
    chat,
    ends: true,
  };
});

const FIXTURES = join(import.meta.dirname, '../channels/teams/fixtures');
const payloads = readdirSync(FIXTURES).map((file) => readFileSync(join(FIXTURES, file), 'utf8'));

/** Changes one place of a payload: another value, nothing, or the same one twice. */
interface Mutation {
  at: number;
  value: unknown;
  way: 'replace' | 'remove' | 'nest';
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(200),
  value: fc.oneof(anyValue, oddText, fc.constantFrom('x'.repeat(5_000), -1, 1e308, [], {})),
  way: fc.constantFrom('replace', 'replace', 'remove', 'nest'),
});

function mutate(payload: object, { at, value, way }: Mutation): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: object) => {
    for (const [key, inner] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      if (typeof inner === 'object' && inner !== null) walk(inner);
    }
  };
  walk(payload);
  const [parent, key] = places[at % places.length] ?? [];
  if (!parent || key === undefined) return;
  if (way === 'remove') delete parent[key];
  else parent[key] = way === 'nest' ? [parent[key], { [key]: parent[key] }] : value;
}

const teamsActivity: fc.Arbitrary<Plan> = fc
  .record({
    payload: fc.constantFrom(...payloads),
    mutations: fc.array(mutation, { maxLength: 3 }),
    conversation: fc.nat(400),
    text: fc.option(oddText),
    value: fc.option(submitValue, { freq: 3 }),
    headers: fc.oneof({ weight: 20, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: oddHeaders }),
  })
  .map(({ payload, mutations, conversation, text, value, headers }) => (world) => {
    const activity = JSON.parse(payload);
    activity.serviceUrl = world.connector.url;
    activity.conversation.id = `a:${conversation}`;
    activity.from.id = `29:${conversation}`;
    if (activity.type === 'message') {
      const marker = markerOf(world.connector.numberOf(activity.conversation.id));
      if (text !== null) Object.assign(activity, { text: `${text} ${marker}`, attachments: [] });
      if (value !== null) Object.assign(activity, { value, text: undefined, attachments: [] });
    }
    for (const each of mutations) mutate(activity, each);
    // Only this machine's connector is called, whatever became of the address; and it knows who has written.
    if (typeof activity.serviceUrl === 'string') activity.serviceUrl = world.connector.url;
    if (typeof activity.conversation?.id === 'string') world.connector.numberOf(activity.conversation.id);
    const wire = {
      method: 'POST',
      path: '/api/messages',
      headers: { ...JSON_TYPE, ...headers },
      body: stringified(activity),
    };
    return { wire, isInvoke: activity.type === 'invoke' };
  });

const suggest: fc.Arbitrary<Plan> = fc
  .record({
    body: fc.oneof(
      fc.record(
        { text: mostly(oddText), language: mostly(fc.constantFrom('en', 'de-AT', '<b>')) },
        { requiredKeys: ['text'] },
      ),
      fc.constantFrom({ text: `${'> '.repeat(2_000)}x` }, { text: 'On Monday X wrote:\n'.repeat(500) }),
      anyValue,
    ),
    key: fc.constantFrom('good', 'good', 'good', 'none', 'bad'),
    headers: someHeaders,
  })
  .map(({ body, key, headers }) => (world) => {
    const bearer = { good: world.apiKey, bad: `${world.apiKey.slice(0, -2)}xx`, none: undefined }[key];
    const sent = {
      ...JSON_TYPE,
      ...headers,
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
    };
    const wire = { method: 'POST', path: '/api/helpdesk/suggest', headers: sent, body: stringified(body) };
    return { wire, isRefused: key !== 'good' };
  });

const FORMS = ['claim', 'takeOver', 'release', 'reply', 'close', 'reopen', 'suggestion', 'nothing'];
const form: fc.Arbitrary<Plan> = fc
  .record({
    path: fc.oneof(
      fc.constantFrom(...FORMS).map((action) => `/helpdesk/tickets/{ticket}/${action}`),
      encoded.map((part) => `/helpdesk/tickets/${part}/reply`),
      fc.constantFrom(
        '/helpdesk/retry',
        '/helpdesk/learning/questions',
        '/helpdesk/sign-in',
        '/helpdesk/sign-out',
      ),
    ),
    fields: fc.dictionary(
      fc.constantFrom(
        'text',
        'after',
        'anyway',
        'suggestion',
        'key',
        'do',
        'row',
        'target',
        'q',
        'number',
        '__proto__',
      ),
      fc.oneof(oddText, fc.constantFrom('write', 'download', 'dismiss', 'reopen'), fc.uuid()),
      { maxKeys: 6 },
    ),
    way: fc.constantFrom('in', 'in', 'in', 'noSession', 'noCsrf', 'wrongCsrf', 'badCookie', 'otherSite'),
    headers: someHeaders,
  })
  .map(({ path, fields, way, headers }) => (world, at) => {
    const ticket = world.tickets[at % world.tickets.length] ?? 'BCD-FGH';
    // Signing out would end the session of all cases that follow.
    const isOut = path === '/helpdesk/sign-out' && way === 'in';
    const csrf =
      { noCsrf: undefined, wrongCsrf: 'x'.repeat(43) }[String(isOut ? 'noCsrf' : way)] ??
      (way === 'noCsrf' || isOut ? undefined : world.csrf);
    const body = new URLSearchParams({ ...fields, ...(csrf !== undefined && { csrf }) }).toString();
    const cookie =
      { noSession: undefined, badCookie: `${world.cookie.slice(0, -3)}abc` }[String(way)] ??
      (way === 'noSession' ? undefined : world.cookie);
    const sent = {
      ...FORM_TYPE,
      ...headers,
      ...(cookie !== undefined && { Cookie: cookie }),
      ...(way === 'otherSite' && { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }),
    };
    const wire = { method: 'POST', path: path.replace('{ticket}', ticket), headers: sent, body };
    // Signing out needs no session, and the form of the sign-in is refused for want of a key.
    const isRefused =
      (way !== 'in' || isOut) &&
      !(path === '/helpdesk/sign-out' && (way === 'noSession' || way === 'badCookie'));
    return { wire, isHelpdesk: way === 'in', isRefused };
  });

const helpdeskPage: fc.Arbitrary<Plan> = fc
  .record({
    path: fc.oneof(
      fc.constantFrom(
        '/helpdesk',
        '/helpdesk/tickets/{ticket}',
        '/helpdesk/events',
        '/helpdesk/learning',
        '/helpdesk/learning/questions',
      ),
      encoded.map((part) => `/helpdesk?state=${part}&desk=${part}&done=${part}`),
      encoded.map((part) => `/helpdesk/answers?q=${part}`),
      encoded.map((part) => `/helpdesk/tickets?number=${part}`),
      encoded.map((part) => `/helpdesk/learning?weeks=${part}`),
      encoded.map((part) => `/helpdesk/sign-in?to=${part}&key=${part}`),
      encoded.map((part) => `/helpdesk/${part}`),
      encoded.map((part) => `/helpdesk/assets/${part}`),
    ),
    isIn: fc.boolean(),
    headers: someHeaders,
  })
  .map(({ path, isIn, headers }) => (world, at) => {
    const ticket = world.tickets[at % world.tickets.length] ?? 'BCD-FGH';
    const sent = { ...headers, ...(isIn && { Cookie: world.cookie }) };
    return {
      wire: { method: 'GET', path: path.replace('{ticket}', ticket), headers: sent },
      isHelpdesk: isIn,
    };
  });

/** The kinds of cases, with how many in a hundred are of each. */
const FAMILIES: Record<string, [number, fc.Arbitrary<Plan>]> = {
  'web chat: activities': [20, webChatActivity],
  'web chat: broken bodies': [3, brokenBody],
  'web chat: submits': [20, submit],
  'web chat: reading': [8, read],
  'Direct Line: calls': [12, directLine],
  'tokens: forged': [8, forgedToken],
  'tokens: in a wrong place': [4, strayToken],
  'tokens: revoked': [1, revoke],
  'Teams: activities': [14, teamsActivity],
  suggest: [3, suggest],
  'helpdesk: forms': [4, form],
  'helpdesk: pages': [3, helpdeskPage],
};

/** A case as it was drawn, before the world fills it in. */
export interface Drawn {
  family: string;
  which: number;
  plan: Plan;
}

/** Draws cases, the same ones for the same seed. */
export function drawCases(count: number, seed: number): Drawn[] {
  const families = Object.entries(FAMILIES).map(([family, [weight, plans]]) => ({
    weight,
    arbitrary: fc.record({ family: fc.constant(family), which, plan: plans }),
  }));
  return fc.sample(fc.oneof(...families), { numRuns: count, seed });
}
