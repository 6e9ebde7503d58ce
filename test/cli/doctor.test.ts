import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PackCopy } from '../content/pack-copy.ts';
import { newKey, pemFile, pemOf, selfSigned } from '../support/self-signed.ts';

const ROOT = join(import.meta.dirname, '../..');
const NO_NETWORK = pathToFileURL(join(ROOT, 'test/support/no-network.ts')).href;
const BOT_ID = '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d';
const BOT_TENANT_ID = '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13';
const SECRET = 'the-secret-of-the-bot';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the doctor to its end, on a store of its own, without a network. */
function doctor(env: Record<string, string>): { status: number | null; printed: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', NO_NETWORK, 'src/cli/doctor.ts'],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        DATABASE_URL: `file:${join(newFolder(), 'assistant.sqlite')}`,
        ...env,
      },
      encoding: 'utf8',
      timeout: 50_000,
    },
  );
  expect(stderr).toBe('');
  return { status, printed: stdout };
}

/** The checks that failed, each with its fix. */
function failedIn(printed: string): string[] {
  return [...printed.matchAll(/^FAILED {2}(.+)\n {8}→ (.+)$/gm)].map(([, says, fix]) => `${says} → ${fix}`);
}

test('npm run doctor passes a configuration for trying out, without a network', () => {
  const { status, printed } = doctor({});
  expect(printed.split('\n').map((line) => line.slice(0, 24).trimEnd())).toEqual([
    'ok      settings',
    'ok      content',
    'ok      port',
    'ok      store',
    'ok      credentials',
    'skipped metadata',
    'skipped public address',
    'ok      helpdesk',
    'ok      sign-in',
    'skipped mail',
    'skipped mailbox',
    'skipped zammad',
    'skipped clock',
    '',
  ]);
  expect(status).toBe(0);
});

test("npm run doctor takes the names of Microsoft's samples, and names what is wrong by them", () => {
  const { status, printed } = doctor({
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: BOT_ID,
    MicrosoftAppTenantId: 'contoso.com',
    MicrosoftAppPassword: SECRET,
  });
  expect(failedIn(printed)).toEqual([
    expect.stringMatching(/^settings +MicrosoftAppTenantId \(.+→ Example: MicrosoftAppTenantId=/),
  ]);
  expect(printed).not.toMatch(/\bBOT_/);
  expect(printed).not.toContain(SECRET);
  expect(status).toBe(1);
});

describe('npm run doctor fails, with one line and one fix for each problem, where', () => {
  test.each<[string, () => Record<string, string>, RegExp[]]>([
    [
      'a bot of one tenant has a blank id',
      () => ({ BOT_TYPE: 'SingleTenant', BOT_ID: ' ', BOT_TENANT_ID, BOT_PASSWORD: SECRET }),
      [/^settings +BOT_ID .* must be set for BOT_TYPE=SingleTenant → Example: BOT_ID=/],
    ],
    [
      'the port is no number, the signing key is short, and anybody could talk to the bot',
      () => ({ PORT: 'x', WEBCHAT_SIGNING_KEY: SECRET, HOST: '0.0.0.0' }),
      [
        /^settings +PORT .* must be a whole number from 0 to 65535 → Example: PORT=3978/,
        /^settings +WEBCHAT_SIGNING_KEY .* at least 32 characters → Example: .*openssl rand/,
        /^settings +BOT_TYPE .* must be set if HOST is not 127\.0\.0\.1/,
      ],
    ],
    [
      'the address of the database leads nowhere',
      () => ({ DATABASE_URL: `postgres://assistant:${SECRET}@127.0.0.1:9/assistant` }),
      [/^store +DATABASE_URL: PostgreSQL at 127\.0\.0\.1:9\/assistant cannot be used .* → Check that/],
    ],
    [
      'the store is in a folder that cannot be, and a text has a slip in it',
      () => {
        const pack = new PackCopy();
        pack.change('guide.yaml', 'cpms-2: https://', 'cpms-2: http://');
        const file = join(newFolder(), 'a-file');
        writeFileSync(file, '');
        return { CONTENT_DIR: pack.folder, DATABASE_URL: `file:${file}/assistant.sqlite` };
      },
      [
        /^content +guide\.yaml:\d+ links\.cpms-2: must be an address/,
        /^store +DATABASE_URL: file:.* cannot be used .* → Name a file in a folder that this user may write to/,
      ],
    ],
    [
      'the certificate has ended, and neither Microsoft nor the public address can be reached',
      () => {
        const key = newKey();
        const ended = selfSigned(key, { fromDays: -30, untilDays: -1 });
        const BOT_CERTIFICATE = pemFile(ended, pemOf(key));
        const PUBLIC_URL = 'https://assistant.example.org';
        return { BOT_TYPE: 'SingleTenant', BOT_ID, BOT_TENANT_ID, BOT_CERTIFICATE, PUBLIC_URL };
      },
      [
        /^credentials +BOT_CERTIFICATE: the certificate in .* expired on .* → Make a new certificate/,
        /^metadata +login\.botframework\.com cannot be reached .* → Let this machine/,
        /^public address +assistant\.example\.org cannot be reached .* → Let https/,
      ],
    ],
    [
      'nobody can sign in to the helpdesk, no mail can be sent to it, and its address is not known',
      () => ({
        HELPDESK: 'email',
        SMTP_URL: `smtps://assistant:${SECRET}@127.0.0.1:9`,
        MAIL_FROM: 'assistant@example.org',
        HELPDESK_ISSUER: 'https://login.example.org',
        HELPDESK_CLIENT_ID: 'the-assistant',
        HELPDESK_CLIENT_SECRET: SECRET,
      }),
      [
        /^helpdesk +HELPDESK=email, but the content has no email address for .* → Set email of/,
        /^sign-in +HELPDESK_ISSUER: login\.example\.org cannot be reached .* → Correct HELPDESK_ISSUER/,
        /^mail +127\.0\.0\.1:9: the mail server in SMTP_URL cannot be reached .* → Correct SMTP_URL/,
      ],
    ],
  ])('%s', (_, env, expected) => {
    const { status, printed } = doctor(env());
    const failed = failedIn(printed);
    expect(failed).toEqual(expected.map((line) => expect.stringMatching(line)));
    expect(printed.match(/^FAILED/gm)).toHaveLength(expected.length);
    expect(printed).not.toContain(SECRET);
    expect(status).toBe(1);
  });
});
