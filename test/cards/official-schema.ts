import { createRequire } from 'node:module';
import { Ajv2019, type ErrorObject } from 'ajv/dist/2019.js';

/** Microsoft's designer ships the schema of version 1.0. */
const require = createRequire(import.meta.url);
const { adaptiveCardSchema } = require('adaptivecards-designer/lib/adaptive-card-schema.js') as {
  adaptiveCardSchema: Schema;
};

type Schema = Record<string, unknown>;

/** A property that the card format got after version 1.0. */
export interface Addition {
  since: Version;
  /** The element or action that has the property. */
  of: string;
  property: string;
  schema: Schema;
  /** A value that came with that version. */
  sample: unknown;
}

type Version = '1.1' | '1.2' | '1.3' | '1.4' | '1.5';

const BOXES = { enum: ['default', 'emphasis', 'good', 'attention', 'warning', 'accent'] };
const BUTTONS = { enum: ['default', 'positive', 'destructive'] };
const INPUTS = { enum: ['auto', 'none'] };
const HEADING = { enum: ['default', 'heading'] };
const LABEL = { type: 'string', minLength: 1 };
const RUNS = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    properties: {
      type: { const: 'TextRun' },
      text: { type: 'string' },
      weight: { enum: ['lighter', 'default', 'bolder'] },
    },
    required: ['type', 'text'],
    additionalProperties: false,
  },
};
const PIXELS = { type: 'string', pattern: '^[0-9]+px$' };
const ACTIONS = { $ref: '#/definitions/Actions' };
const IDS = { type: 'array', minItems: 1, items: { type: 'string' } };

/** The additions that the assistant's cards use. */
export const ADDITIONS: readonly Addition[] = [
  { since: '1.1', of: 'Image', property: 'width', schema: PIXELS, sample: '100px' },
  { since: '1.2', of: 'ActionSet', property: 'actions', schema: ACTIONS, sample: [] },
  { since: '1.2', of: 'Action.Submit', property: 'style', schema: BUTTONS, sample: 'positive' },
  { since: '1.2', of: 'Action.ToggleVisibility', property: 'targetElements', schema: IDS, sample: ['more'] },
  { since: '1.2', of: 'Container', property: 'isVisible', schema: { type: 'boolean' }, sample: false },
  { since: '1.2', of: 'Container', property: 'style', schema: BOXES, sample: 'good' },
  {
    since: '1.2',
    of: 'RichTextBlock',
    property: 'inlines',
    schema: RUNS,
    sample: [{ type: 'TextRun', text: 'words' }],
  },
  { since: '1.3', of: 'Input.Text', property: 'label', schema: LABEL, sample: 'Number' },
  { since: '1.3', of: 'Input.Text', property: 'isRequired', schema: { type: 'boolean' }, sample: true },
  { since: '1.3', of: 'Input.Text', property: 'errorMessage', schema: LABEL, sample: 'Please type it.' },
  { since: '1.3', of: 'Input.Text', property: 'regex', schema: LABEL, sample: '[0-9]' },
  { since: '1.3', of: 'Input.ChoiceSet', property: 'label', schema: LABEL, sample: 'Country' },
  { since: '1.3', of: 'Action.Submit', property: 'associatedInputs', schema: INPUTS, sample: 'none' },
  { since: '1.5', of: 'TextBlock', property: 'style', schema: HEADING, sample: 'heading' },
];

const ajv = new Ajv2019({ strict: false });

/** Returns a function that lists the errors of a card by the official schema with additions. */
export function schemaWith(additions: readonly Addition[]): (card: unknown) => string[] {
  const validate = ajv.compile(strictSchema(additions));
  return (card) => (validate(card) ? [] : (validate.errors ?? []).map(lineOf));
}

function lineOf({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}

/** Definitions that others extend with further properties. */
const PARTS = new Set(['CardElement', 'AdaptiveCard']);

/** Forbids properties that the schema does not know, so that a misspelt one is found. */
function strictSchema(additions: readonly Addition[]): Schema {
  const { id, $schema, ...published } = adaptiveCardSchema;
  const schema = repaired(published) as { properties: Schema; definitions: Record<string, Schema> };
  const { definitions } = schema;
  for (const { of, property, schema: added } of additions) {
    definitions[of] ??= newElement(of, definitions);
    Object.assign(definitions[of].properties as Schema, { [property]: added });
  }
  for (const [name, definition] of Object.entries(definitions))
    if (definition.properties && !PARTS.has(name)) definition.unevaluatedProperties = false;
  Object.assign(schema.properties, { $schema: { type: 'string' }, version: { pattern: '^1\\.[0-5]$' } });
  return { ...schema, unevaluatedProperties: false };
}

/** Allows an element or action that version 1.0 did not have wherever elements or actions may be. */
function newElement(name: string, definitions: Record<string, Schema>): Schema {
  const ref = { $ref: `#/definitions/${name}` };
  const type = { const: name };
  if (name.startsWith('Action.')) {
    (definitions.Action as { anyOf: Schema[] }).anyOf.push(ref);
    return { type: 'object', properties: { type, title: { type: 'string' } }, required: ['type'] };
  }
  (definitions.CardElements as { items: { anyOf: Schema[] } }).items.anyOf.push(ref);
  return { allOf: [{ $ref: '#/definitions/CardElement' }], properties: { type } };
}

/** Repairs the published schema, which checks only the first element of a list and lets unknown properties pass. */
function repaired(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(repaired);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { additionalItems, additionalProperties, ...rest } = schema as Schema;
  if (rest.$ref) return { $ref: rest.$ref };
  const items = Array.isArray(rest.items) ? { items: rest.items[0] } : {};
  return Object.fromEntries(
    Object.entries({ ...rest, ...items }).map(([key, value]) => [key, repaired(value)]),
  );
}
