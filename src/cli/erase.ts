import { parseArgs } from 'node:util';
import { History } from '../channels/webchat/history.ts';
import { ConfigError, configFrom } from '../config/config.ts';
import { eraseConversation } from '../conversation/erasure/erasure.ts';
import { type FoundConversation, findPerson } from '../conversation/erasure/find-person.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';

/** `npm run erase`: shows what is kept of a person and, with --yes, deletes it; the assistant may run meanwhile. */
const USAGE = `npm run erase -- <id or email>          shows what would be deleted
npm run erase -- <id or email> --yes    deletes it, for good
An id is that of a conversation, of a person in Teams, or the number of a ticket. An email address finds the tickets that
hold it, and their conversations.`;
const NOT_FOUND_HERE = [
  'This cannot be found from here, and stays:',
  '- conversations that do not contain this address or id, such as other conversations of the same person',
  '- questions that the assistant could not answer, ratings and counts: nothing in them says whose they are',
  "- the chat itself in Microsoft Teams, which the person's organisation keeps",
  '- backups: after you have restored one, erase again',
];

try {
  const { values, positionals } = parseArgs({
    options: { yes: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) fail(USAGE);
  else await withStore((store, retentionMs) => erase(store, retentionMs, given, values.yes));
} catch (error) {
  if (error instanceof ConfigError) fail(error.message);
  else if (error instanceof TypeError && 'code' in error) fail(USAGE);
  else throw error;
}

async function erase(store: Store, retentionMs: number, given: string, isSure: boolean): Promise<void> {
  const found = await findPerson(store, given);
  for (const conversation of found) console.log(describe(conversation));
  for (const line of copiesOf(found)) console.log(line);
  for (const line of NOT_FOUND_HERE) console.error(line);
  if (found.length === 0) fail('Nothing is kept under this id or address.');
  else if (!isSure)
    console.error(`Nothing has been deleted yet. To delete it: npm run erase -- ${given} --yes`);
  else {
    const history = new History(store, retentionMs);
    for (const { id } of found) await eraseConversation(store, id, () => endingOf(history, id));
    console.log(`Deleted: ${found.length} conversation(s), for good.`);
  }
}

/** Returns the row by which the web chat keeps an ended conversation from being opened again; none in other channels. */
async function endingOf(history: History, id: string) {
  return (await history.statusOf(id)) === 'unopened' ? [] : [await history.ending(id)];
}

function describe({ id, hasRecord, rows, tickets }: FoundConversation): string {
  const numbers = tickets.map(({ number, state }) => `${number} (${state})`).join(', ');
  return [
    `Conversation ${id}:`,
    `${hasRecord ? 'a' : 'no'} record with the place in the guide and the last words,`,
    `${rows} message(s),`,
    tickets.length === 0 ? 'no ticket' : `${tickets.length} ticket(s): ${numbers}`,
  ].join(' ');
}

/** Names the other systems that have a ticket, where somebody has to delete it by hand. */
function copiesOf(found: readonly FoundConversation[]): string[] {
  return found
    .flatMap(({ tickets }) => tickets)
    .flatMap(({ number, elsewhere }) =>
      Object.keys(elsewhere).map((system) => `Ticket ${number} was also sent to ${system}: delete it there.`),
    );
}

async function withStore(run: (store: Store, retentionMs: number) => Promise<void>): Promise<void> {
  const { databaseUrl, retentionMs } = configFrom(process.env);
  const store = await openStore(databaseUrl);
  try {
    await run(store, retentionMs);
  } finally {
    await store.close();
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
