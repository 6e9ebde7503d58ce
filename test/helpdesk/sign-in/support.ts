import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SignInConfig } from '../../../src/config/helpdesk-config.ts';
import { DEFAULT_LANGUAGE, textsForDesk } from '../../../src/content/content.ts';
import { sayFor } from '../../../src/content/format-message.ts';
import { layout, type PageContext } from '../../../src/helpdesk/layout.ts';
import { mountSignIn } from '../../../src/helpdesk/sign-in/endpoint.ts';
import { createAssets } from '../../../src/http/assets.ts';
import { html } from '../../../src/http/html.ts';
import { toHttpError } from '../../../src/http/http-error.ts';
import { sendPrivatePage } from '../../../src/http/respond.ts';
import { createServer } from '../../../src/server.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { pack } from '../../support/clinician.ts';
import { testLimits } from '../../support/test-limits.ts';

const ROOT = join(import.meta.dirname, '../../..');
export const texts = textsForDesk(pack, DEFAULT_LANGUAGE).helpdesk;

interface Setting {
  /** Returns the configuration for the address of the helpdesk. */
  signIn?: (url: string) => SignInConfig | Promise<SignInConfig>;
  publicUrl?: string;
}

/** Opens a helpdesk whose pages say who is signed in, and closes it when the test ends. */
export async function openHelpdesk({ signIn = () => ({ kind: 'link' }), publicUrl }: Setting = {}) {
  const store = openMemoryStore();
  const lines: { level: string; message: string; [field: string]: unknown }[] = [];
  const line = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, ...fields });
  const log = { info: line('info'), warn: line('warn'), error: line('error') };
  const server = createServer({ ...log, trace() {}, debug() {}, fatal() {}, child: () => log } as never);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(
    () =>
      new Promise<void>((closed) => {
        server.server.closeAllConnections?.();
        server.close(() => closed());
      }),
  );
  const url = `http://localhost:${server.address().port}`;
  const assets = createAssets({
    path: '/helpdesk/assets',
    folder: join(ROOT, 'src/helpdesk/public'),
    packages: {},
  });
  server.get('/helpdesk/assets/:version/*', assets.serve);
  const context = async (): Promise<PageContext> => ({
    pack: textsForDesk(pack, DEFAULT_LANGUAGE),
    texts,
    contentProblems: [],
    language: DEFAULT_LANGUAGE,
    say: sayFor({ name: 'ERN Testnet', shortName: 'Testnet' }, DEFAULT_LANGUAGE),
    assets: await assets.address(),
  });
  const limits = testLimits();
  const guard = mountSignIn(server, {
    store,
    signIn: await signIn(url),
    publicUrl,
    context,
    limits,
    log: log as never,
  });

  const pages = ['/helpdesk', '/helpdesk/tickets/:number'];
  for (const path of pages)
    server.get(path, async (request, response) => {
      const session = await guard.pageSession(request, response);
      if (!session) return;
      const page = layout({ ...(await context()), session }, { title: path, main: html`<h1>Tickets</h1>` });
      sendPrivatePage(response, 200, page);
    });
  const answer = async (make: () => Promise<object>): Promise<{ status: number; body: object }> => {
    try {
      return { status: 200, body: await make() };
    } catch (error) {
      const { status, body } = toHttpError(error, log, 'failed');
      return { status, body };
    }
  };
  server.get('/helpdesk/stream', async (request, response) => {
    const { status, body } = await answer(() => guard.requireSession(request));
    response.json(status, body);
  });
  server.post('/helpdesk/act', async (request, response) => {
    const { status, body } = await answer(async () => {
      const { session, fields } = await guard.readForm(request);
      return { agent: session.agent, fields: Object.fromEntries(fields) };
    });
    response.json(status, body);
  });
  return { url, store, server, lines, limits };
}

export type Helpdesk = Awaited<ReturnType<typeof openHelpdesk>>;

/** A minimal browser: it keeps cookies and follows no redirect by itself. */
export class Visitor {
  readonly #url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Requests a page; with `form` it posts, as a form of our own page would. */
  async open(path: string, form?: Record<string, string>, headers: Record<string, string> = {}) {
    const { origin } = new URL(this.#url);
    const response = await fetch(new URL(path, this.#url), {
      redirect: 'manual',
      headers: {
        Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form && { Origin: origin, 'Sec-Fetch-Site': 'same-origin' }),
        ...headers,
      },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const set = response.headers.getSetCookie();
    for (const cookie of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location') ?? '',
      set,
      text,
      title: /<h1>([^<]*)<\/h1>/.exec(text)?.[1] ?? '',
    };
  }

  /** The token in the forms of the page. */
  async csrf(): Promise<string> {
    const { text } = await this.open('/helpdesk');
    return /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  }

  /** Returns who is signed in according to the pages; undefined where they redirect to the sign-in. */
  async name(): Promise<string | undefined> {
    const { text } = await this.open('/helpdesk');
    return /Signed in as ([^<]+)</.exec(text)?.[1];
  }
}

/** Returns the reasons of refusals in the log. */
export function reasons({ lines }: Helpdesk): string[] {
  return lines
    .filter(({ level }) => level === 'warn')
    .map(({ reason, setting, code }) => [reason, setting, code].filter(Boolean).join(' '));
}

/** Returns the status for a request with another Host header, which fetch would set by itself. */
export async function statusUnder(host: string, url: string, form?: string): Promise<number | undefined> {
  const sent = request(url, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { Host: host, 'Content-Type': 'application/x-www-form-urlencoded' },
  }).end(form);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}
