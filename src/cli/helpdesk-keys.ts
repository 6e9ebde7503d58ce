import { ConfigError, configFrom } from '../config/config.ts';
import { ApiKeys } from '../helpdesk/api-keys.ts';
import { openStore } from '../store/open.ts';

/** `npm run helpdesk:keys`: makes, lists and revokes the keys with which programs ask for answers to mails. */
const USAGE = `npm run helpdesk:keys -- make "mail rules"   makes a key for that, and shows it once
npm run helpdesk:keys -- list                lists the keys
npm run helpdesk:keys -- revoke <id>         revokes a key at once`;
const NAME = /^[^\p{C}]{1,80}$/u;

const [command, ...given] = process.argv.slice(2);
const argument = given.join(' ').trim();

try {
  if (command === 'make' && NAME.test(argument)) await withKeys((keys) => make(keys, argument));
  else if (command === 'list' && argument === '') await withKeys(list);
  else if (command === 'revoke' && argument !== '') await withKeys((keys) => revoke(keys, argument));
  else fail(USAGE);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  fail(error.message);
}

async function make(keys: ApiKeys, name: string): Promise<void> {
  console.log(await keys.make(name));
  console.error('Copy it now: it cannot be shown again. A program sends it as "Authorization: Bearer …".');
}

async function list(keys: ApiKeys): Promise<void> {
  const all = await keys.list();
  for (const { id, name, madeAt } of all) console.log(`${id}  ${madeAt.slice(0, 10)}  ${name}`);
  if (all.length === 0) console.error(`There is no key. Make one:\n${USAGE}`);
}

async function revoke(keys: ApiKeys, id: string): Promise<void> {
  if (await keys.revoke(id)) console.log(`${id} is revoked.`);
  else fail(`There is no key ${id}. To list the keys: npm run helpdesk:keys -- list`);
}

async function withKeys(run: (keys: ApiKeys) => Promise<void>): Promise<void> {
  const store = await openStore(configFrom(process.env).databaseUrl);
  try {
    await run(new ApiKeys(store));
  } finally {
    await store.close();
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
