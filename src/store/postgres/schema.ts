import type { ClientBase } from 'pg';
import { z } from 'zod';
import { StoreError } from '../store-error.ts';
import { BEGIN } from './connection.ts';

// One step per schema version, never changed once released. The sequence gives every version only once.
const STEPS = [
  `CREATE TABLE assistant_entries (
     key bytea PRIMARY KEY,
     value text NOT NULL,
     version bigint NOT NULL,
     expires_at bigint NOT NULL
   );
   CREATE INDEX assistant_entries_by_expiry ON assistant_entries (expires_at);
   CREATE SEQUENCE assistant_versions;`,
];

// Any number will do, as long as every release uses the same.
const SCHEMA_LOCK = 7_201_825_083;

const found = z.object({ encoding: z.string(), exists: z.boolean() });
const atVersion = z.object({ version: z.number() });

/**
 * Brings the tables to the version that this release needs. Processes that start together do so one after the other; a
 * user who may create nothing is enough if there is nothing to do.
 */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query(BEGIN);
  await client.query('SELECT pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
  const { rows } = await client.query(
    `SELECT current_setting('server_encoding') AS encoding, to_regclass('assistant_schema') IS NOT NULL AS exists`,
  );
  const { encoding, exists } = found.parse(rows[0]);
  if (encoding !== 'UTF8')
    throw new StoreError('unknown', 'ENCODING', {
      says: `its encoding is ${encoding}, which cannot hold every text; it has to be UTF8`,
    });
  if (!exists)
    await client.query(
      'CREATE TABLE assistant_schema (version integer NOT NULL); INSERT INTO assistant_schema VALUES (0)',
    );
  const { version } = atVersion.parse((await client.query('SELECT version FROM assistant_schema')).rows[0]);
  if (version > STEPS.length)
    throw new StoreError('unknown', 'NEWER', {
      says: 'its tables belong to a newer release of the assistant',
    });
  for (const step of STEPS.slice(version)) await client.query(step);
  if (version < STEPS.length) await client.query('UPDATE assistant_schema SET version = $1', [STEPS.length]);
  await client.query('COMMIT');
}
