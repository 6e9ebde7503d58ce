import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { configFrom } from '../../src/config/config.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { loadContent } from '../../src/content/load.ts';
import { OPEN_STREAMS_OF_ADDRESS, RULES } from '../../src/limits/rules.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const service = z.looseObject({
  image: z.string().regex(/^[a-z-]+(:[\w.-]+)?$/),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  user: z.string(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.undefined().optional(),
  privileged: z.undefined().optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  networks: z.array(z.string()).optional(),
  network_mode: z.literal('none').optional(),
  ports: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  healthcheck: z.looseObject({}).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const compose = z
  .looseObject({
    services: z.object({ password: service, database: service, assistant: service }),
    networks: z.object({ inside: z.object({ internal: z.literal(true) }), outside: z.object({}) }),
    volumes: z.record(z.string(), z.object({})),
  })
  .parse(parse(read('deploy/compose.yaml'), { merge: true }));
const { password, database, assistant } = compose.services;

const dockerfile = read('deploy/Dockerfile');
const bicep = read('deploy/azure/main.bicep');

/** The value that compose gives a setting where nobody has set anything. */
function defaultOf(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

describe('compose.yaml', () => {
  test('runs everything without root, without rights, and on a file system that cannot be written', () => {
    // The schema above has checked the rest.
    expect([password.user, database.user, assistant.user]).toEqual(['node', 'postgres', 'node']);
  });

  test('lets in this machine only, and lets nobody but the assistant reach the database', () => {
    expect(assistant.ports?.map(defaultOf)).toEqual(['127.0.0.1:3978:3978']);
    expect([password.ports, database.ports]).toEqual([undefined, undefined]);
    expect(database.networks).toEqual(['inside']);
    expect(assistant.networks).toEqual(['inside', 'outside']);
    expect(password.network_mode).toBe('none');
  });

  test('starts the assistant once its database is healthy, and the database once it has a password', () => {
    expect(assistant.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database.depends_on).toEqual({ password: { condition: 'service_completed_successfully' } });
    expect(database.healthcheck).toMatchObject({ test: expect.arrayContaining(['pg_isready']) });
  });

  test('starts from a clean clone, as the web chat only', () => {
    const env = Object.fromEntries(
      Object.entries(assistant.environment).map(([name, value]) => [name, defaultOf(value)]),
    );
    expect(configFrom(env)).toMatchObject({ host: '0.0.0.0', port: 3978, bot: { kind: 'none' } });
  });

  test('passes every setting on, each by its own name', () => {
    expect(Object.keys(assistant.environment).sort()).toEqual(Object.keys(SETTINGS).sort());
    for (const [name, value] of Object.entries(assistant.environment))
      if (value.includes('${')) expect(value).toMatch(new RegExp(`^\\$\\{${name}:-`));
  });

  test('gives every command the address of the database, and leaves one that was set as it is', () => {
    const [shell = '', ...script] = assistant.entrypoint.map((part) => part.replaceAll('$$', '$'));
    const addressFor = (env: Record<string, string>) =>
      execFileSync(shell, [...script, 'node', '-p', 'process.env.DATABASE_URL'], {
        env: { PATH: process.env.PATH, ...env },
        encoding: 'utf8',
        // Where there is no file with a password, as here, it is empty.
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    expect(addressFor({ DATABASE_URL: '' })).toMatch(
      /^postgres:\/\/assistant:[^@]*@database:5432\/assistant\?/,
    );
    expect(addressFor({ DATABASE_URL: 'file:var/own.sqlite' })).toBe('file:var/own.sqlite');
  });

  test('builds the image of the assistant wherever it is used, since it is in no registry', () => {
    const build = { context: '..', dockerfile: 'deploy/Dockerfile' };
    expect([password.build, assistant.build]).toEqual([build, build]);
    expect([password.image, assistant.image]).toEqual(['access-assistant', 'access-assistant']);
  });

  test('pins the database to a version', () => {
    expect(database.image).toMatch(/^postgres:\d+\.\d+/);
  });
});

describe('Dockerfile', () => {
  test('uses the Node version that the project is tested with', () => {
    const lock: { packages: Record<string, { version: string }> } = JSON.parse(read('package-lock.json'));
    const version = lock.packages['node_modules/node']?.version;
    expect(dockerfile).toContain(`ARG NODE_IMAGE=node:${version}-`);
  });

  test('runs without root and asks for its health without other programs', () => {
    const [, final = ''] = dockerfile.split(/^FROM \$\{NODE_IMAGE\}$/m);
    expect(final).toMatch(/^USER node$/m);
    expect(final).toMatch(/HEALTHCHECK[^[]*CMD \["node", "-e", .*\/readyz/);
  });

  test('starts the assistant as npm start does', () => {
    const { scripts }: { scripts: { start: string } } = JSON.parse(read('package.json'));
    expect(dockerfile).toContain(`CMD ${JSON.stringify(scripts.start.split(' ')).replaceAll(',', ', ')}`);
    expect(assistant.command).toEqual(scripts.start.split(' '));
  });

  test('takes those files of natural along that the stemmer needs, and no other code of it', () => {
    const loaded = execFileSync(
      process.execPath,
      [
        '-e',
        "require('natural/lib/natural/stemmers/porter_stemmer.js'); console.log(Object.keys(require.cache).join('\\n'))",
      ],
      { cwd: ROOT, encoding: 'utf8' },
    );
    const needed = loaded
      .trim()
      .split('\n')
      .map((path) => path.slice(path.indexOf('/lib/natural/') + 1));
    const kept = [...dockerfile.matchAll(/\$natural\/(\S+\.js)/g)].map(
      ([, path = '']) => `lib/natural/${path}`,
    );
    expect(kept.sort()).toEqual(needed.sort());
  });

  test('copies only what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(new Set(copied)).toEqual(new Set(allowed));
  });
});

test.each([
  ['Dockerfile', [...dockerfile.matchAll(/\b(?:ENV|process\.env\.)\s?([A-Z_]+)|(?<=ENV .*)\b([A-Z_]+)=/g)]],
  ['main.bicep', [...bicep.matchAll(/\{ name: '([A-Z_]+)', (?:value|secretRef)/g)]],
])('%s names no setting that the assistant does not have', (_, found) => {
  const names = found.flatMap(([, first, second]) => first ?? second ?? []);
  const known = [...Object.keys(SETTINGS), 'NODE_ENV'];
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
});

test('main.bicep makes a bot that proves who it is without a secret, and keeps one process running', () => {
  expect(bicep).toContain("msaAppType: 'UserAssignedMSI'");
  expect(bicep).toContain("withTeams ? 'UserAssignedMSI' : 'none'");
  expect(bicep).not.toContain('BOT_PASSWORD');
  expect(bicep).toMatch(/minReplicas: 1/);
  expect(bicep).toMatch(/@secure\(\)\n(@.*\n)*param databasePassword/);
});

test('main.bicep hands on every setting that makes sense in Azure', () => {
  const handedOn = [...bicep.matchAll(/\{ name: '([A-Z_]+)', (?:value|secretRef)/g)].map(([, name]) => name);
  // The pack is in the image, the bot has an identity, and the key is made and kept in the database.
  const others = ['CONTENT_DIR', 'BOT_PASSWORD', 'BOT_CERTIFICATE', 'WEBCHAT_SIGNING_KEY'];
  expect([...handedOn, ...others].sort()).toEqual(Object.keys(SETTINGS).sort());
});

test('main.bicep uses each of its parameters', () => {
  for (const [, name] of bicep.matchAll(/^param (\w+) /gm))
    expect(bicep.match(new RegExp(`\\b${name}\\b`, 'g'))?.length).toBeGreaterThan(1);
});

test('main.bicep hands the secrets of the helpdesk on as secrets', () => {
  for (const name of ['HELPDESK_CLIENT_SECRET', 'SMTP_URL', 'IMAP_URL', 'ZAMMAD_TOKEN']) {
    const [, reference = ''] =
      new RegExp(`\\{ name: '${name}', secretRef: '([a-z-]+)' \\}`).exec(bicep) ?? [];
    const [, parameter = ''] = new RegExp(`\\{ name: '${reference}', value: (\\w+) \\}`).exec(bicep) ?? [];
    expect(bicep).toMatch(new RegExp(`@secure\\(\\)\\nparam ${parameter} string = ''`));
  }
});

test('main.bicep changes one thing of the server at a time, and has the app read the password just made', () => {
  const parts = bicep.split(/^resource /m);
  const ofTheServer = parts.filter((part) => /^\w+ 'Microsoft.DBforPostgreSQL\/flexibleServers\//.test(part));
  const names = ofTheServer.map((part) => part.split(' ')[0]);
  expect(names.length).toBeGreaterThan(1);
  for (const [index, part] of ofTheServer.entries())
    if (index > 0) expect(part).toContain(`dependsOn: [${names[index - 1]}]`);
  expect(bicep).toContain('keyVaultUrl: databaseUrl.properties.secretUriWithVersion');
});

test('The snippet for a site is the one of the README', () => {
  const [line = ''] = /<script .*<\/script>/.exec(read('deploy/site-snippet.html')) ?? [];
  expect(read('README.md')).toContain(line);
});

test.each([
  ['Teams', /message=step%20([\w-]+)%2F([\w-]+)/],
  ['the web chat', /\?start=([\w-]+)\/([\w-]+)/],
])('The link to a step in %s that docs/deploying.md gives leads to a step of the guide', (_, link) => {
  const [, phase, step] = link.exec(read('docs/deploying.md')) ?? [];
  const { guide } = loadContent(join(ROOT, 'data'));
  expect(guide.phases.find(({ id }) => id === phase)?.steps.map(({ id }) => id)).toContain(step);
});

test('The files that docs/deploying.md runs exist', () => {
  const commands = [...read('docs/deploying.md').matchAll(/node (src\/cli\/[\w-]+\.ts)/g)];
  expect(commands.length).toBeGreaterThan(1);
  for (const [, file = ''] of commands) expect(read(file)).not.toBe('');
});

describe('nginx.conf', () => {
  const nginx = read('deploy/nginx.conf').replace(/^\s*#.*$/gm, '');
  const zones = new Map(
    [...nginx.matchAll(/limit_req_zone \$\w+ zone=(\w+):\d+m rate=(\d+)r\/m;/g)].map(
      ([, zone = '', rate]) => [zone, Number(rate)],
    ),
  );

  test('has the limits of the assistant by address and minute, each with room for all at once', () => {
    const rules: Record<string, { per: string; limit: number; seconds: number }> = RULES;
    const counted = Object.entries(rules).filter(
      ([, { per, seconds }]) => per === 'address' && seconds === 60,
    );
    // nginx cannot tell a new conversation from one that is opened again.
    const expected = counted.filter(([scope]) => scope !== 'newConversations');
    expect(Object.fromEntries(zones)).toEqual(
      Object.fromEntries(expected.map(([scope, { limit }]) => [scope, limit])),
    );
    const uses = [...nginx.matchAll(/limit_req zone=(\w+) burst=(\d+) nodelay;/g)];
    expect(new Set(uses.map(([, zone]) => zone))).toEqual(new Set(zones.keys()));
    for (const [, zone = '', burst] of uses) expect(Number(burst)).toBe(zones.get(zone));
    expect(nginx).toContain(`limit_conn openStreams ${OPEN_STREAMS_OF_ADDRESS};`);
  });

  test('has the time-outs and the size of the assistant, and answers like it', () => {
    expect(nginx).toMatch(
      /client_header_timeout 15s;[^}]*client_body_timeout 30s;[^}]*client_max_body_size 256k;/,
    );
    const refusal = /return 429 '(.*)';/.exec(nginx)?.[1] ?? '';
    expect(JSON.parse(refusal)).toEqual(
      expect.objectContaining({ error: { code: 'TooManyRequests', message: expect.any(String) } }),
    );
    expect(nginx.match(/add_header Retry-After \d+ always;/g)).toHaveLength(2);
  });

  test('tells the address of a client as nobody can forge it, and passes WebSockets on', () => {
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    expect(nginx).toContain('proxy_set_header Upgrade $http_upgrade;');
    expect(nginx).toContain('proxy_set_header Host $host;');
    expect(nginx.split('{').length).toBe(nginx.split('}').length);
  });
});
