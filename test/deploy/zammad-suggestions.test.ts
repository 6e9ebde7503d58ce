import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { mountSuggest } from '../../src/helpdesk/suggest/endpoint.ts';
import { suggestFor } from '../../src/helpdesk/suggest/suggest.ts';
import { KEY, keys, listeningLog, serve } from '../helpdesk/suggest/support.ts';
import { pack } from '../support/clinician.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';
import { testLimits } from '../support/test-limits.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/suggest-api.md'), 'utf8');
const SECRET = 'a-secret-of-the-webhook';
const base = 'https://assistant.example';
const suggest = suggestFor(pack, sharedUnderstanding(pack), { base });

const assistant = () =>
  serve((server) =>
    mountSuggest(server, { suggest, keys, limits: testLimits(), log: listeningLog().log, base }),
  );

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const noteSchema = z.strictObject({
  ticket_id: z.number(),
  subject: z.string(),
  body: z.string(),
  content_type: z.literal('text/plain'),
  type: z.literal('note'),
  internal: z.literal(true),
});

/** The two calls of Zammad's API that the program makes. */
async function openZammad() {
  const notes: z.infer<typeof noteSchema>[] = [];
  const zammad = { notes, isDown: false, url: '' };
  zammad.url = await listening(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      if (zammad.isDown || request.headers.authorization !== 'Token token=t') {
        response.statusCode = zammad.isDown ? 503 : 401;
        return void response.end();
      }
      if (request.method === 'POST')
        notes.push(noteSchema.parse(JSON.parse(Buffer.concat(chunks).toString())));
      else expect(request.url).toBe('/api/v1/ticket_articles/by_ticket/81');
      response.end(JSON.stringify(request.method === 'POST' ? { id: 1 } : notes));
    }),
  );
  return zammad;
}

/** Starts the program as the page says, and returns its address. */
async function startProgram(env: Record<string, string>): Promise<string> {
  const program = spawn(process.execPath, [join(ROOT, 'deploy/zammad/suggestions.ts')], {
    env: { ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void program.kill());
  for await (const chunk of program.stdout) {
    const [, port] = /port: (\d+)/.exec(String(chunk)) ?? [];
    if (port) return `http://127.0.0.1:${port}`;
  }
  throw new Error('the program has ended');
}

async function open() {
  const zammad = await openZammad();
  const url = await startProgram({
    ASSISTANT_URL: await assistant(),
    ASSISTANT_KEY: KEY,
    ZAMMAD_URL: zammad.url,
    ZAMMAD_TOKEN: 't',
    WEBHOOK_SECRET: SECRET,
  });
  /** Calls as Zammad's webhook does, with the parts of its payload that matter and some that do not. */
  const call = async (article: object, secret = SECRET) => {
    const payload = {
      ticket: { id: 81, title: 'The app', state: 'open' },
      article: {
        id: 104,
        subject: null,
        from: 'Jo <jo@hospital.example>',
        sender: 'Customer',
        internal: false,
        content_type: 'text/html',
        body: 'Dear helpdesk,<br><br>where can I download the EU Login app for my iPhone?<br><br>Regards, Jo',
        ...article,
      },
    };
    const body = JSON.stringify(payload);
    const signature = createHmac('sha1', secret).update(body).digest('hex');
    const headers = { 'Content-Type': 'application/json', 'X-Hub-Signature': `sha1=${signature}` };
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  return { zammad, call };
}

test('The body of the curl call on the page gets a suggestion', async () => {
  const [, body = ''] = /-d '(\{[\s\S]*?\n {2}\})'/.exec(PAGE) ?? [];
  const response = await fetch(`${await assistant()}/api/helpdesk/suggest`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
    body,
  });
  expect(response.status).toBe(200);
  const { suggestions } = z
    .object({ suggestions: z.array(z.object({ intent: z.string() })) })
    .parse(await response.json());
  expect(suggestions).not.toEqual([]);
});

describe('The program for Zammad', () => {
  test("writes the suggestions for a customer's article as one internal note", async () => {
    const { zammad, call } = await open();
    expect(await call({})).toBe(204);
    expect(await call({})).toBe(204);
    expect(zammad.notes).toMatchObject([{ ticket_id: 81, subject: 'Suggestions for article 104' }]);
    expect(zammad.notes[0]?.body).toContain('https://assistant.example/');
  });

  test('writes nothing where nothing is suggested, and for what no customer wrote', async () => {
    const { zammad, call } = await open();
    for (const article of [
      { body: 'Where is the canteen?', content_type: 'text/plain' },
      { sender: 'Agent' },
      { internal: true },
    ])
      expect(await call(article)).toBe(204);
    expect(zammad.notes).toEqual([]);
  });

  test('refuses what is not signed by the webhook, or is no article', async () => {
    const { zammad, call } = await open();
    expect(await call({}, 'another-secret-of-theirs')).toBe(400);
    expect(await call({ id: 'x' })).toBe(400);
    expect(zammad.notes).toEqual([]);
  });

  test('says that it failed where Zammad is away, so that it is called again', async () => {
    const { zammad, call } = await open();
    zammad.isDown = true;
    expect(await call({})).toBe(502);
    zammad.isDown = false;
    expect(await call({})).toBe(204);
    expect(zammad.notes).toHaveLength(1);
  });
});
