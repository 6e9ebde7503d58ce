import { parseArgs } from 'node:util';
import { type Case, type Drawn, drawCases } from './families.ts';
import { foreignMarkers } from './marker.ts';
import type { Answer, Wire } from './wire.ts';
import { type Chat, World } from './world.ts';

/**
 * `npm run fuzz`: sends drawn and broken requests of every kind to the assistant in a process of its own, and fails where one of
 * them is answered by an error of the server, lets somebody in, tells one person another's words, or costs the process its life.
 * `-- --cases 2000 --seed 7` sends fewer, or the same ones again.
 */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string' } },
});
const CASES = Number(values.cases);
const SEED = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
if (!Number.isInteger(CASES) || !Number.isInteger(SEED))
  throw new Error('--cases and --seed are whole numbers');
const AT_ONCE = 8;
/** Cases that are drawn together, since a drawn case takes more memory than a sent one. */
const BATCH = 1_000;
const MOST_MEMORY_MB = 512;
const MOST_PROBLEMS = 20;

/** What became of the cases of one kind. */
interface Tally {
  sent: number;
  statuses: Map<number, number>;
  slowestMs: number;
  slowest: string;
}

const problems: string[] = [];
const tallies = new Map<string, Tally>();
let notSendable = 0;
let mostMemory = 0;

console.log(`${CASES} cases, seed ${SEED}`);
const world = new World();
try {
  await world.open();
  const memoryBefore = world.memory();
  for (let done = 0; done < CASES && problems.length < MOST_PROBLEMS; done += BATCH) {
    await sendAll(drawCases(Math.min(BATCH, CASES - done), SEED + done), done);
    const memory = world.memory();
    mostMemory = Math.max(mostMemory, memory);
    if ((done / BATCH) % 10 === 9) console.log(`${done + BATCH} sent, ${memory} MB`);
  }
  await readEveryChat();
  problems.push(
    ...world.connector.problems.slice(0, MOST_PROBLEMS),
    ...world.printed().slice(0, MOST_PROBLEMS),
  );
  if (mostMemory > MOST_MEMORY_MB) problems.push(`the process took ${mostMemory} MB`);
  report(memoryBefore);
} finally {
  await world.close();
}

async function sendAll(cases: readonly Drawn[], before: number): Promise<void> {
  const waiting = [...cases.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, drawn] = next;
      await sendOne(drawn, before + index);
      if (problems.length >= MOST_PROBLEMS) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function sendOne({ family, which, plan }: Drawn, number: number): Promise<void> {
  let made: Case | undefined;
  try {
    made = await plan(world, which);
    const answer = await world.send(made.wire);
    if (!answer) {
      notSendable++;
      return;
    }
    count(family, made.wire, answer);
    for (const wrong of wrongIn(made, answer))
      tell(number, family, made, `${wrong}\n  ${answer.body.slice(0, 300)}`);
    if (made.chat) after(made, made.chat, answer);
  } catch (error) {
    tell(number, family, made, `no answer: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Says what is wrong with an answer. */
function wrongIn(
  { chat, isRefused, isHelpdesk, isInvoke }: Case,
  { status, body, headers }: Answer,
): string[] {
  const wrong: string[] = [];
  if (status >= 500 && !(status === 501 && isInvoke)) wrong.push(`was answered ${status}`);
  const goesToSignIn = status === 303 && /^\/helpdesk\/sign-in\b/.test(headers.location ?? '');
  if (isRefused && status < 400 && !goesToSignIn) wrong.push(`was let in with ${status}`);
  if (!isHelpdesk) {
    const foreign = foreignMarkers(body, chat?.number);
    if (foreign.length > 0) wrong.push(`was told the words of ${foreign.join(', ')}`);
  }
  if (/\bat .{1,200}\.[jt]s:\d+|node_modules/.test(body))
    wrong.push('was told where in the code something failed');
  return wrong;
}

/** Remembers the buttons of a read, and lets go of a conversation that is over. */
function after({ wire, ends }: Case, chat: Chat, { status, body }: Answer): void {
  if (ends && status === 200) world.leave(chat);
  if (wire.method !== 'GET' || !wire.path.includes('/activities') || status !== 200) return;
  const data = [...body.matchAll(/"data":(\{[^{}]*\})/g)].map(([, json = '']) => JSON.parse(json));
  if (data.length > 0) chat.buttons = data.slice(-12);
}

/** Reads the conversations that are open to their ends: nobody's words may be in another's. */
async function readEveryChat(): Promise<void> {
  for (const chat of world.openChats()) {
    const path = `/v3/directline/conversations/${chat.id}/activities`;
    const headers = { Authorization: `Bearer ${chat.token}`, 'X-Forwarded-For': chat.address };
    const wire = { method: 'GET', path, headers };
    const answer = await world.send(wire);
    if (answer)
      for (const wrong of wrongIn({ wire, chat }, answer)) tell(-1, 'reading at the end', { wire }, wrong);
  }
}

function count(family: string, { method, path }: Wire, { status, ms }: Answer): void {
  const tally = tallies.get(family) ?? { sent: 0, statuses: new Map(), slowestMs: 0, slowest: '' };
  tallies.set(family, tally);
  tally.sent++;
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  if (ms <= tally.slowestMs) return;
  tally.slowestMs = Math.round(ms);
  tally.slowest = `${method} ${path.replace(/\?.*/, '')}`.slice(0, 80);
}

function tell(number: number, family: string, made: Case | undefined, wrong: string): void {
  const { method, path, headers, body } = made?.wire ?? {};
  problems.push(
    `case ${number} (${family}) ${wrong}\n  ${method} ${path}\n  ${JSON.stringify(headers)}\n  ${body?.slice(0, 1_000)}`,
  );
}

function report(memoryBefore: number): void {
  for (const [family, { sent, statuses, slowestMs, slowest }] of [...tallies].sort()) {
    const shares = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
    console.log(`${family}: ${sent} sent, slowest ${slowestMs} ms (${slowest}); ${shares.join(', ')}`);
  }
  const limited = [...tallies.values()].reduce((sum, { statuses }) => sum + (statuses.get(429) ?? 0), 0);
  console.log(
    `429 for ${limited}; ${notSendable} could not be sent; ${world.connector.received} messages to Teams; memory ${memoryBefore} MB before, ${mostMemory} MB at most`,
  );
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? 'Nothing went wrong.' : `${problems.length} problem(s), seed ${SEED}.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
