import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemas } from '../content/schema/file-schemas.ts';

/** `npm run schemas`: writes the JSON Schemas with which an editor completes and checks the content pack. */
const folder = new URL('../../data/schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`${name}.schema.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
