import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsForDesk } from '../../src/content/content.ts';
import { PackCopy } from '../content/pack-copy.ts';
import { Visitor } from '../helpdesk/sign-in/support.ts';
import { startProcess } from '../support/assistant-process.ts';
import { pack } from '../support/clinician.ts';
import { DirectLinePerson } from '../support/direct-line.ts';

/** A busy machine needs long to read a pack and to have its conversations. */
const PATIENT = { interval: 500, timeout: 150_000 };
const THREE_READS = { timeout: 3 * PATIENT.timeout };
const STEPS = `en/steps/${pack.guide.phases[0]?.id}.yaml`;
const { wrongPack } = textsForDesk(pack, DEFAULT_LANGUAGE).helpdesk.page;

test(
  'A change to the pack is live without a restart; a wrong one is reported in the log and to the helpdesk until it is corrected',
  THREE_READS,
  async () => {
    const copy = new PackCopy();
    const assistant = await startProcess({
      CONTENT_DIR: copy.folder,
      DATABASE_URL: `file:${join(mkdtempSync(join(tmpdir(), 'live-')), 'talks.sqlite')}`,
    });
    onTestFinished(() => assistant.kill('SIGTERM'));
    await expect.poll(async () => (await fetch(`${assistant.url}readyz`)).status, PATIENT).toBe(200);
    const inbox = await signIn(assistant.url, assistant.printed());
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    await person.say('start');
    const again = async () => (await person.say('where am I')).text;
    const banner = async () => (await inbox()).includes(wrongPack.heading);
    expect(await banner()).toBe(false);

    copy.change(STEPS, /title: ".*"(?=\n {4}instructions)/, 'title: "Make an account first"');
    await expect.poll(again, PATIENT).toContain('Make an account first');
    expect(await (await fetch(`${assistant.url}guide`)).text()).toContain('Make an account first');

    copy.change(STEPS, 'title: "Make an account first"', 'titel: "Make an account first"');
    await expect.poll(banner, PATIENT).toBe(true);
    expect(await inbox()).toMatch(new RegExp(`${STEPS}:\\d+ .*titel`));
    // Lines of the log wait a moment for others.
    await expect.poll(assistant.printed, PATIENT).toMatch(new RegExp(`${STEPS}:\\d+ .*titel.*fix: `));
    expect(await again()).toContain('Make an account first');

    copy.change(STEPS, 'titel: "Make an account first"', 'title: "Make an account now"');
    await expect.poll(again, PATIENT).toContain('Make an account now');
    expect(await banner()).toBe(false);
  },
);

/** Signs in by the link that the start has printed, and returns a function that fetches the inbox. */
async function signIn(url: string, printed: string): Promise<() => Promise<string>> {
  const link = /once, within 15 minutes\): (\S+)/.exec(printed)?.[1] ?? '';
  const visitor = new Visitor(url.replace(/\/$/, ''));
  await visitor.open('/helpdesk/sign-in', { key: new URL(link).searchParams.get('key') ?? '' });
  return async () => (await visitor.open('/helpdesk')).text;
}
