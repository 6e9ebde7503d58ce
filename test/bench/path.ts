import { mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { start } from '../../src/start.ts';
import { LocalConnector } from '../channels/teams/local-connector.ts';
import { DirectLinePerson } from '../support/direct-line.ts';

/**
 * `npm run bench:path`: prints how many files and functions of the project one message enters on its way through the warmed-up
 * process and back, by V8's own counts; with `-- --list`, which they are. A function without a name is read with the one that it
 * stands in, and so is not counted. What only some rounds entered, such as the work of a timer, is left out.
 */
const ROUNDS = 3;
const MESSAGES = { next: 'a typed "next"', 'which browser should I use?': 'a question' };
const PROJECT = new URL('../../', import.meta.url).href;
const OURS = ['src/', 'dialogs/', 'cards/'].map((folder) => PROJECT + folder);

type Say = (text: string) => Promise<unknown>;

nock.restore();
let people = 0;
const folder = mkdtempSync(join(tmpdir(), 'path-'));
const connector = new LocalConnector();
await connector.open();
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
const assistant = await start({
  PORT: '0',
  LOG_LEVEL: 'silent',
  DATABASE_URL: `file:${join(folder, 'store.sqlite')}`,
});

const channels = { 'the web chat': inWebChat, Teams: inTeams };
for (const [channel, meet] of Object.entries(channels)) {
  await warmUp(await meet());
  for (const [text, name] of Object.entries(MESSAGES)) {
    const rounds: Set<string>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const say = await meet();
      for (const before of ['start', 'next']) await say(before);
      rounds.push(await enteredBy(() => say(text)));
    }
    const entered = new Set(
      [...(rounds[0] ?? [])].filter((each) => rounds.every((round) => round.has(each))),
    );
    print(`${name} by ${channel}`, entered);
  }
}

await assistant.stop();
await connector.close();
session.disconnect();
rmSync(folder, { recursive: true });

/** Lets everything be loaded that one of the messages needs. */
async function warmUp(say: Say): Promise<void> {
  const texts = [
    'start',
    'next',
    'which browser should I use?',
    'next',
    'back',
    'where am I?',
    'no code on my mobile',
  ];
  for (const text of [...texts, ...texts]) await say(text);
}

/** The functions of the project that are entered meanwhile, each as its file, its place there and its name. */
async function enteredBy(act: () => Promise<unknown>): Promise<Set<string>> {
  await session.post('Profiler.takePreciseCoverage');
  await act();
  // Each taking counts from the one before.
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const entered = result
    .filter(({ url }) => OURS.some((ours) => url.startsWith(ours)))
    .flatMap(({ url, functions }) =>
      functions
        .filter(({ functionName, ranges: [whole] }) => functionName !== '' && (whole?.count ?? 0) > 0)
        .map(({ functionName, ranges: [whole] }) =>
          [url.slice(PROJECT.length), whole?.startOffset, functionName].join(' '),
        ),
    );
  return new Set(entered);
}

function print(what: string, entered: ReadonlySet<string>): void {
  const byFile = Map.groupBy(
    [...entered].map((each) => each.split(' ')),
    ([file]) => file,
  );
  console.log(`${what}: ${byFile.size} files, ${entered.size} functions`);
  if (!process.argv.includes('--list')) return;
  for (const [file, functions] of byFile)
    console.log(`  ${file}: ${functions.map(([, , ...name]) => name.join(' ')).join(', ')}`);
}

async function inWebChat(): Promise<Say> {
  const person = new DirectLinePerson(assistant.url);
  await person.open();
  return (text) => person.post({ type: 'message', text });
}

async function inTeams(): Promise<Say> {
  people += 1;
  const person = `29:${people}`;
  let ids = 0;
  return async (text) => {
    ids += 1;
    const activity = connector.inTeams({
      type: 'message',
      id: `${people}-${ids}`,
      text,
      conversation: { id: `a:${person}`, isGroup: false, conversationType: 'personal', name: '' },
      from: { id: person, name: '' },
      recipient: { id: '28:assistant', name: '' },
    });
    const response = await fetch(new URL('/api/messages', assistant.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(activity),
    });
    if (!response.ok) throw new Error(`Teams was answered ${response.status}`);
  };
}
