import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signingKey } from '../../src/channels/webchat/signing-key.ts';
import { createTokens } from '../../src/channels/webchat/tokens.ts';
import { type Assistant, start } from '../../src/start.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Entry, Store } from '../../src/store/store.ts';
import { LocalConnector } from '../channels/teams/local-connector.ts';
import { written } from '../channels/teams/support.ts';
import { SHIPPED } from '../content/pack-copy.ts';
import { type Seen, see } from '../support/clinician.ts';
import { copyInEnglish } from '../support/copy-in-english.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { readable } from '../support/readable.ts';
import { MailServer } from '../tickets/systems/email/mail-server.ts';

const DAY = 24 * 3_600_000;
const CONNECTOR = 'http://127.0.0.1:3999/';
/** The secrets that the store knows only as hashes. */
const SESSION = 's'.repeat(43);
const CSRF = 'c'.repeat(43);
const API_KEY = `hk_0123456789ab_${'k'.repeat(43)}`;
const WAIT = { timeout: 20_000, interval: 50 };

type Row = Pick<Entry, 'key' | 'value'>;
interface StoredV1 {
  handled: string[];
  lastCard: { buttons: { title: string; act: object; card: string }[] };
}

const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
const file = join(folder, 'store.sqlite');
const lines = readFileSync(new URL('../fixtures/store-0.1.0.jsonl', import.meta.url), 'utf8');
const rows: Row[] = lines
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
const rowOf = (key: string) => rows.find((row) => row.key === key)?.value;

const connector = new LocalConnector();
const mails = new MailServer();
let assistant: Assistant;

beforeAll(async () => {
  await Promise.all([connector.open(), mails.open()]);
  copyInEnglish(SHIPPED, join(folder, 'data'));
  const network = join(folder, 'data', 'network.yaml');
  const address = 'network-helpdesk:\n    email: helpdesk@network.example.org';
  writeFileSync(
    network,
    readFileSync(network, 'utf8').replace(/network-helpdesk:\n {4}email: null/, address),
  );
  await inStore((store) =>
    store.commit(
      rows.map(({ key, value }) => ({
        key,
        value: JSON.parse(JSON.stringify(value).replaceAll(CONNECTOR, connector.url)),
        expected: null,
        expiresAt: Date.now() + 90 * DAY,
      })),
    ),
  );
  assistant = await startAssistant();
});

afterAll(async () => {
  await assistant.stop();
  await Promise.all([connector.close(), mails.close()]);
  rmSync(folder, { recursive: true });
});

function startAssistant(): Promise<Assistant> {
  return start({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: `file:${file}`,
    CONTENT_DIR: join(folder, 'data'),
    HELPDESK: 'email',
    SMTP_URL: mails.url(),
    MAIL_FROM: 'assistant@example.org',
  });
}

/** Reads the store while other connections have it open. */
async function inStore<T>(look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(file);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

/** A person who comes back to their web chat with their token, and has read the history. */
async function inWebChat(name: string) {
  const key = signingKey(openMemoryStore(), String(rowOf('webchat/signing-key')));
  const { token } = await createTokens(key, DAY).issue({ conversation: name, user: `dl_${name}` });
  const person = Object.assign(new DirectLinePerson(assistant.url), { token, conversationId: name });
  const shown = await person.read();
  const last = shown.at(-1);
  if (!last) throw new Error(`nothing stands in the chat of ${name}`);
  return { person, shown, last };
}

/** A person who writes in Teams, and the replies to them. */
function inTeams(name: string, conversation: { id: string; isGroup?: boolean; conversationType: string }) {
  const path = `/conversations/${encodeURIComponent(conversation.id)}/`;
  const got = (): Seen[] =>
    connector.done
      .filter(
        (done) => done.path.includes(path) && done.activity.type === 'message' && done.method === 'POST',
      )
      .map(({ activity }) => see(activity));
  let ids = 0;
  const send = async (
    activity: { text?: string; value?: object },
    id = `${name}-after-${++ids}`,
  ): Promise<Seen[]> => {
    const before = got().length;
    const body = written(activity.text ?? '', {
      ...activity,
      id,
      serviceUrl: connector.url,
      conversation: { tenantId: 'tenant', ...conversation },
      from: { id: `29:${name}`, name },
      recipient: { id: '28:assistant', name: 'CPMS access' },
      attachments: [],
    });
    const response = await fetch(new URL('/api/messages', assistant.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return got().slice(before);
  };
  return {
    got,
    send,
    say: (text: string) => send({ text }),
    /** Presses a button of the card that release 0.1.0 showed last. */
    press(key: string, title: string) {
      const { lastCard } = rowOf(key) as StoredV1;
      const button = lastCard.buttons.find((each) => each.title === title);
      if (!button) throw new Error(`no button "${title}"`);
      return send({ value: { ...button.act, card: button.card } });
    },
  };
}

const TEAM = {
  id: '19:team@thread.tacv2;messageid=1700000000000',
  isGroup: true,
  conversationType: 'channel',
};
const stepOf = (seen: Seen | undefined) => `${seen?.at?.phase}/${seen?.at?.step}`;

const signedIn = { Cookie: `__Host-helpdesk=${SESSION}` };
const page = async (path: string) =>
  (await fetch(new URL(path, assistant.url), { headers: signedIn })).text();
const post = (path: string, fields: Record<string, string>) =>
  fetch(new URL(path, assistant.url), {
    method: 'POST',
    headers: signedIn,
    body: new URLSearchParams({ csrf: CSRF, ...fields }),
    redirect: 'manual',
  });

describe('A person who used release 0.1.0', () => {
  test('reads the whole history', async () => {
    const { shown } = await inWebChat('dora');
    expect(shown.map(({ text }) => text.split('\n')[0])).toEqual([
      "Welcome! Let's get you into CPMS",
      'Part 1 of 4: Get an EU Login · step 1 of 4',
      'Done: Register for EU Login.',
      'You have left the guide',
    ]);
  });

  test('goes on choosing a centre in the country that they chose', async () => {
    const { person, last } = await inWebChat('anna');
    const chosen = await person.press(last, 'Radboudumc (Radboud university medical center), Nijmegen');
    expect(chosen.text).toContain('You chose: Netherlands, Radboudumc');
    expect(stepOf(chosen)).toBe('cpms-access/select-organisation');
    expect(stepOf(await person.say('next'))).toBe('cpms-access/select-profile');
    expect(stepOf(await person.say('back'))).toBe('cpms-access/select-organisation');
  });

  test('says that a remedy helped, and goes on with the step', async () => {
    const { person, last } = await inWebChat('bert');
    const thanked = await person.press(last, 'That worked');
    expect(thanked.text).toContain('Good to hear!');
    expect(stepOf(thanked)).toBe('eu-login/confirm-mail');
    expect(stepOf(await person.say('next'))).toBe('eu-login/create-password');
  });

  test('sends the draft of a hand-over, with what was added to it', async () => {
    const { person } = await inWebChat('clara');
    const sent = await person.say('send it');
    const number = /Your ticket is ([A-Z]{3}-[A-Z]{3})/.exec(sent.text)?.[1] ?? '';
    await expect.poll(() => page('/helpdesk'), WAIT).toContain(number);
    const ticket = await page(`/helpdesk/tickets/${number}`);
    expect(ticket).toContain('the list of applications stays empty');
    expect(ticket).toContain('clara@hospital.example');
    await expect.poll(() => mails.mails.filter(({ raw }) => raw.includes(number)), WAIT).toHaveLength(1);
  });

  test('comes back to the step where the guide was left', async () => {
    const { person, last } = await inWebChat('dora');
    expect(stepOf(await person.press(last, 'Go on where I was'))).toBe('eu-login/confirm-mail');
  });

  test('changes a choice after the end', async () => {
    const { person, last } = await inWebChat('emil');
    expect(last.text).toContain('well done!');
    expect(stepOf(await person.press(last, 'Change the thematic area'))).toBe(
      'first-login/choose-thematic-area',
    );
  });

  test('types the rest of a password, which is recognised as one', async () => {
    const { person } = await inWebChat('gus');
    expect((await person.say('sunshine')).text).toContain('There is a password in your message');
    expect(readable(await inStore((store) => store.list('')))).not.toContain('sunshine');
  });

  test('undoes "start over"', async () => {
    const { person, last } = await inWebChat('hana');
    const undone = await person.press(last, 'Undo – back to where I was');
    expect(stepOf(undone)).toBe('cpms-access/select-application');
    expect(undone.at).toMatchObject({ done: 7 });
  });

  test('rates the answer to a question', async () => {
    const { person, shown } = await inWebChat('ida');
    const [answer] = shown.slice(-2);
    if (!answer) throw new Error('no answer stands there');
    expect((await person.press(answer, '👎 Not helpful')).text).toContain('Thank you for telling us');
    const feedback = (await inStore((store) => store.list('feedback/'))).map(({ value }) => value);
    expect(feedback).toContainEqual(expect.objectContaining({ kind: 'helpful', intent: 'which-browser' }));
    expect(feedback).toContainEqual(expect.objectContaining({ kind: 'unhelpful', intent: 'profile-which' }));
  });

  test('goes on in Teams, by typing and by a button of the card in the chat', async () => {
    const kim = inTeams('kim', { id: 'a:kim', conversationType: 'personal' });
    const [next] = await kim.press('talk/teams/a:kim', 'Done – next');
    expect(next?.text).toContain('step 3 of 4');
    const [after] = await kim.say('next');
    expect(after?.text).toContain('step 4 of 4');
  });

  test('goes on in a team, each at a step of their own', async () => {
    const [lea, max] = ['lea', 'max'].map((name) => inTeams(name, TEAM));
    const [leasNext] = (await lea?.press('talk/teams/19:team@thread.tacv2/29:lea', 'Done – next')) ?? [];
    expect(leasNext?.text).toContain('step 3 of 4');
    const [maxsNext] = (await max?.say('next')) ?? [];
    expect(maxsNext?.text).toContain('step 2 of 4');
  });

  test('gets no second answer where an old message is delivered again', async () => {
    const tom = inTeams('tom', { id: 'a:tom', conversationType: 'personal' });
    await expect.poll(() => tom.got(), WAIT).not.toEqual([]);
    const { handled } = rowOf('talk/teams/a:tom') as StoredV1;
    expect(await tom.send({ text: 'next' }, handled.at(-1))).toEqual([]);
  });
});

describe('The helpdesk that used release 0.1.0', () => {
  test('is still signed in, and sees every ticket once the outbox has been delivered', async () => {
    await expect.poll(() => page('/helpdesk'), WAIT).toContain('MMM-MMM');
    const list = await page('/helpdesk?state=all');
    for (const number of ['DDD-DDD', 'FFF-FFF', 'MMM-MMM', 'PPP-PPP', 'TTT-TTT'])
      expect(list).toContain(number);
    expect(await page('/helpdesk/tickets/NNN-NNN')).toContain('I cannot find my hospital');
  });

  test('goes on writing to a person whose ticket it has, while the assistant stays quiet', async () => {
    const { person } = await inWebChat('fay');
    await person.post({ type: 'message', text: 'what is a workstream?' });
    expect(await person.read()).toEqual([]);
    expect(await page('/helpdesk/tickets/FFF-FFF')).toContain('what is a workstream?');
    expect((await post('/helpdesk/tickets/FFF-FFF/reply', { text: 'Please clear the cache.' })).status).toBe(
      303,
    );
    await expect
      .poll(async () => (await person.read()).map(({ text }) => text).join(), WAIT)
      .toContain('Please clear the cache.');
  });

  test('answers an open ticket, and the answer comes into the chat', async () => {
    await expect.poll(() => page('/helpdesk/tickets/MMM-MMM'), WAIT).toContain('my request was refused');
    expect((await post('/helpdesk/tickets/MMM-MMM/reply', { text: 'By whom?' })).status).toBe(303);
    const { person, shown } = await inWebChat('mia');
    let seen = shown;
    await expect
      .poll(async () => {
        seen = [...seen, ...(await person.read())];
        return seen.map(({ text }) => text).join();
      }, WAIT)
      .toContain('By whom?');
  });

  test('sends a mail again that had failed for good', async () => {
    expect(await page('/helpdesk')).toContain('The mail server does not take this mail (550).');
    expect((await post('/helpdesk/retry', { key: 'outbox/email/DDD-DDD/00001' })).status).toBe(303);
    await expect.poll(() => mailsOf('DDD-DDD'), WAIT).toBe(1);
  });

  test('gets suggestions with an old API key', async () => {
    const response = await fetch(new URL('/api/helpdesk/suggest', assistant.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${API_KEY}` },
      body: JSON.stringify({ text: 'The text message with the code does not arrive.' }),
    });
    expect(response.status).toBe(200);
  });
});

const mailsOf = (number: string) =>
  mails.mails.filter(({ messageId }) => messageId === `<${number}@example.org>`).length;

describe('The outbox of release 0.1.0', () => {
  const answersToPia = async () =>
    (await inWebChat('pia')).shown.filter(({ text }) => text.includes('Please load the page anew.')).length;
  const answersToTom = () =>
    inTeams('tom', { id: 'a:tom', conversationType: 'personal' })
      .got()
      .filter(({ text }) => text.includes('Please try another browser.')).length;

  test('is delivered once, by mail, to a web chat and to Teams, also across a restart', async () => {
    await expect.poll(() => inStore((store) => store.list('outbox/')), WAIT).toEqual([]);
    await assistant.stop();
    assistant = await startAssistant();
    await expect.poll(() => inStore((store) => store.list('outbox/')), WAIT).toEqual([]);
    expect(mailsOf('MMM-MMM')).toBe(1);
    expect(await answersToPia()).toBe(1);
    expect(answersToTom()).toBe(1);
    // Release 0.1.0 had delivered these.
    expect(['FFF-FFF', 'NNN-NNN', 'PPP-PPP', 'TTT-TTT'].map(mailsOf)).toEqual([0, 0, 0, 0]);
  });
});

test('The assistant reads every record of release 0.1.0, and stores those of people who came back in today’s shape', async () => {
  const entries = await inStore((store) => store.list(''));
  expect(entries.filter(({ key }) => key.startsWith('unreadable/'))).toEqual([]);
  for (const name of ['anna', 'bert', 'clara', 'emil', 'fay', 'hana', 'teams/a:kim'])
    expect(entries.find(({ key }) => key === `talk/${name}`)?.value).toMatchObject({ version: 2 });
});
